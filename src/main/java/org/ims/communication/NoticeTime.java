package org.ims.communication;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times in notices, for templates: {@code ${time.of(instant)}}. */
final class NoticeTime {

  static final NoticeTime INSTANCE = new NoticeTime();

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private NoticeTime() {}

  public String of(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }
}
