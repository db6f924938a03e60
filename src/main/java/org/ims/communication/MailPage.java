package org.ims.communication;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Makes the HTML of a mail of the text of a notice: {@code mails/notice.html}, which escapes all
 * that people wrote and fetches nothing from anywhere.
 */
@Component
class MailPage {

  private static final Pattern EMPTY_LINES = Pattern.compile("\\n\\s*\\n");

  private final Words words;
  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  MailPage(Words words) {
    this.words = words;
    ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
    files.setPrefix("mails/");
    files.setSuffix(".html");
    files.setTemplateMode(TemplateMode.HTML);
    files.setCharacterEncoding("UTF-8");
    engine.setTemplateResolver(files);
    engine.setTemplateEngineMessageSource(words.source());
  }

  String of(Notice notice) {
    Locale language = Locale.forLanguageTag(notice.language());
    Context context = new Context(language);
    context.setVariable("language", notice.language());
    context.setVariable("number", notice.incidentNumber());
    context.setVariable("status", words.status(notice.incidentState(), language));
    context.setVariable("tone", tone(notice.incidentState()));
    context.setVariable("subject", notice.subject());
    context.setVariable("heading", heading(notice));
    context.setVariable("paragraphs", paragraphs(notice.body()));
    context.setVariable("link", notice.link());
    return engine.process("notice", context);
  }

  /** The number stands above it already. */
  private static String heading(Notice notice) {
    String subject = notice.subject();
    String number = notice.incidentNumber() + " - ";
    String heading = subject.startsWith(number) ? subject.substring(number.length()) : subject;
    return StringUtils.capitalize(heading);
  }

  private static List<List<String>> paragraphs(String text) {
    return Arrays.stream(EMPTY_LINES.split(text))
        .map(paragraph -> List.of(paragraph.split("\\n")))
        .toList();
  }

  /** Of which colour its state is. */
  private static String tone(String state) {
    return switch (state == null ? "" : state) {
      case "RESOLVED", "REVIEW", "IMPROVING", "CLOSED" -> "good";
      case "ON_HOLD", "AWAITING_INFO" -> "warn";
      default -> "plain";
    };
  }
}
