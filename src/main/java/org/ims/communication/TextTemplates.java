package org.ims.communication;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Plain texts made of templates: files with the ending {@code .txt} on the class path. */
@Component
public class TextTemplates {

  private final TemplateEngine engine;

  TextTemplates() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setSuffix(".txt");
    files.setTemplateMode(TemplateMode.TEXT);
    files.setCharacterEncoding("UTF-8");
    SpringTemplateEngine spring = new SpringTemplateEngine();
    spring.setTemplateResolver(files);
    engine = spring;
  }

  /**
   * @param name the path of the file without its ending, as {@code notices/resolution}
   * @return without white space around it
   */
  public String text(String name, Map<String, Object> facts) {
    return engine.process(name, new Context(Locale.ENGLISH, facts)).strip();
  }
}
