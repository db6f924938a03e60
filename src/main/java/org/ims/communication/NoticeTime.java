package org.ims.communication;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Writes times in notices as their readers do, for templates: {@code ${time.of(instant)}}. */
public final class NoticeTime {

  private final DateTimeFormatter formatter;
  private final ZoneId zone;

  private NoticeTime(DateTimeFormatter formatter, ZoneId zone) {
    this.formatter = formatter;
    this.zone = zone;
  }

  /** Times of this server's zone in a language. */
  public static NoticeTime in(Locale language) {
    String pattern =
        language.getLanguage().equals("de")
            ? "EEEE, dd.MM.yyyy, HH:mm 'Uhr' zzz"
            : "EEEE yyyy-MM-dd HH:mm zzz";
    return new NoticeTime(DateTimeFormatter.ofPattern(pattern, language), ZoneId.systemDefault());
  }

  /** The same for another zone. */
  public NoticeTime in(ZoneId other) {
    return new NoticeTime(formatter, other);
  }

  public String of(Instant instant) {
    return formatter.format(instant.atZone(zone));
  }

  /** What only the step knows comes as text; what is no time stays as it is. */
  public String of(String text) {
    try {
      return of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return text;
    }
  }
}
