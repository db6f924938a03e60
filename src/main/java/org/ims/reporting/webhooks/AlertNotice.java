package org.ims.reporting.webhooks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.ims.engine.Sha256;
import org.ims.reporting.IncidentReports;

/**
 * What a source says, whatever it speaks: some alerts that belong together fire, or are over.
 *
 * @param key what makes them belong together in the eyes of the source
 * @param firing whether at least one of them fires
 * @param name of the rule that fired, or the type of the event; never null
 * @param severity in the source's own word; empty when it gives none
 * @param service the service in the source's own word; empty when it gives none
 * @param title one line of at most 120 characters
 * @param description plain text of at most 4,000 characters
 */
record AlertNotice(
    String key,
    boolean firing,
    String name,
    String severity,
    String service,
    String title,
    String description,
    List<Alert> alerts) {

  /** What the columns take. */
  static final int TITLE = IncidentReports.TITLE;

  static final int TEXT = IncidentReports.DESCRIPTION;
  static final int WORD = 64;

  /**
   * One alert of the group.
   *
   * @param fingerprint tells it from the others
   * @param endsAt null while it fires
   */
  record Alert(
      String fingerprint,
      boolean firing,
      Instant startsAt,
      Instant endsAt,
      String summary,
      Map<String, String> labels) {}

  /** The key in a fixed length; those of sources have any. */
  String keyHash() {
    return hash(key);
  }

  static String hash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  /** When the first of them began; null when there is none. */
  Instant since() {
    return alerts.stream().map(Alert::startsAt).min(Instant::compareTo).orElse(null);
  }

  /** A text of others in one line that fits. */
  static String line(String text, int most) {
    String line = storable(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return cut(line, most);
  }

  /** A text of others that fits; line breaks stay. */
  static String text(String text, int most) {
    return cut(storable(text).replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ").strip(), most);
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** PostgreSQL has no NUL, and UTF-8 no half of a surrogate pair. */
  private static String storable(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', ' ');
  }
}
