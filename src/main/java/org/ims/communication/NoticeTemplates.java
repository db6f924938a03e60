package org.ims.communication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/**
 * The texts of notices: a file for each kind and audience under {@code notices/<language>/}, whose
 * first line is the subject and whose rest, after an empty line, is the text. A language without
 * the file gets the English one.
 */
@Component
class NoticeTemplates {

  /** Every text is there in it. */
  static final Locale FALLBACK = Locale.ENGLISH;

  /**
   * @param subject one line, whatever the facts are
   * @param body plain text
   * @param language in which it is
   */
  record Text(String subject, String body, Locale language) {}

  /** Two templates, so that no fact that goes on with a new line moves the border between them. */
  private record Source(String subject, String body, Locale language) {}

  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final SpringTemplateEngine engine = new SpringTemplateEngine();

  NoticeTemplates() {
    StringTemplateResolver texts = new StringTemplateResolver();
    texts.setTemplateMode(TemplateMode.TEXT);
    texts.setCacheable(true);
    engine.setTemplateResolver(texts);
  }

  /** In which language a kind is written for whoever wants this one. */
  Locale languageOf(String kind, Locale wanted) {
    return source(kind, wanted).language();
  }

  Text render(String kind, Map<String, Object> facts, Locale wanted) {
    Source source = source(kind, wanted);
    Context context = new Context(source.language(), facts);
    return new Text(
        OneLine.of(engine.process(source.subject(), context)),
        OneLine.each(engine.process(source.body(), context)).strip(),
        source.language());
  }

  private Source source(String kind, Locale wanted) {
    return sources.computeIfAbsent(
        wanted.getLanguage() + "/" + kind,
        key ->
            List.of(Locale.forLanguageTag(wanted.getLanguage()), FALLBACK).stream()
                .map(language -> read(kind, language))
                .filter(source -> source != null)
                .findFirst()
                .orElseThrow(
                    () -> new IllegalStateException("There is no notice '" + kind + "'.")));
  }

  private static Source read(String kind, Locale language) {
    ClassPathResource file =
        new ClassPathResource("notices/%s/%s.txt".formatted(language.getLanguage(), kind));
    if (!file.exists()) {
      return null;
    }
    try (InputStream input = file.getInputStream()) {
      String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      int endOfSubject = text.indexOf('\n');
      return new Source(
          text.substring(0, endOfSubject).strip(), text.substring(endOfSubject).strip(), language);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
