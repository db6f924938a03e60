package org.ims.communication;

import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * The texts of notices: files under {@code notices/}, whose first line is the subject and whose
 * rest, after an empty line, is the text.
 */
@Component
class NoticeTemplates {

  /**
   * @param subject one line
   * @param body plain text
   */
  record Text(String subject, String body) {}

  private final TemplateEngine engine;

  NoticeTemplates() {
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("notices/");
    files.setSuffix(".txt");
    files.setTemplateMode(TemplateMode.TEXT);
    files.setCharacterEncoding("UTF-8");
    SpringTemplateEngine spring = new SpringTemplateEngine();
    spring.setTemplateResolver(files);
    engine = spring;
  }

  Text render(String kind, Map<String, Object> facts) {
    String text = engine.process(kind, new Context(Locale.ENGLISH, facts));
    int endOfSubject = text.indexOf('\n');
    return new Text(text.substring(0, endOfSubject).strip(), text.substring(endOfSubject).strip());
  }
}
