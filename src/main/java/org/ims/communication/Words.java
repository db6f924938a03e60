package org.ims.communication;

import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;

/** The words around the texts of notices, in every language: {@code mails/words.properties}. */
@Component
class Words {

  private final ResourceBundleMessageSource source = new ResourceBundleMessageSource();

  Words() {
    source.setBasename("mails/words");
    source.setDefaultEncoding("UTF-8");
    source.setFallbackToSystemLocale(false);
  }

  MessageSource source() {
    return source;
  }

  String of(String key, Locale language) {
    return source.getMessage(key, null, language);
  }

  /** Says words in one language, for templates: {@code ${say.state(detail)}}. */
  static final class Speaker {

    private final Words words;
    private final Locale language;

    private Speaker(Words words, Locale language) {
      this.words = words;
      this.language = language;
    }

    /**
     * @param state as the record or as a table writes it: {@code ON_HOLD}, {@code on-hold}
     */
    public String state(String state) {
      return words.status(state.toUpperCase(Locale.ROOT).replace('-', '_'), language);
    }
  }

  Speaker in(Locale language) {
    return new Speaker(this, language);
  }

  /** The state of an incident; empty when unknown. */
  String status(String state, Locale language) {
    return state == null ? "" : of("state." + state, language);
  }
}
