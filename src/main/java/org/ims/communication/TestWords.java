package org.ims.communication;

import java.util.Locale;
import org.springframework.stereotype.Component;

/** What a test of a channel says. */
@Component
public class TestWords {

  private final Words words;

  TestWords(Words words) {
    this.words = words;
  }

  public String subject(String channel, Locale language) {
    return words.source().getMessage("test.subject", new Object[] {channel}, language);
  }

  public String text(String channel, Locale language) {
    return words.source().getMessage("test.text", new Object[] {channel}, language);
  }
}
