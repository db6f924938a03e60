package org.ims.communication.status;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times and shares for a reader of the pages. */
record StatusTimes(Locale locale, ZoneId zone) {

  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd");

  public String instant(Instant instant) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", locale).format(instant.atZone(zone));
  }

  public String date(LocalDate date) {
    return DATE.format(date);
  }

  /** With the day of the week. */
  public String day(LocalDate date) {
    return DateTimeFormatter.ofPattern("EEEE, yyyy-MM-dd", locale).format(date);
  }

  public LocalDate dateOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /** Rounded down, so that 100 means that nothing was disturbed. */
  public String percent(double percent) {
    return new DecimalFormat("0.00", DecimalFormatSymbols.getInstance(locale))
        .format(Math.floor(percent * 100) / 100);
  }

  /** Hours and minutes, rounded up to a minute. */
  public String duration(Duration duration) {
    long minutes = duration.plusSeconds(59).toMinutes();
    return "%d:%02d h".formatted(minutes / 60, minutes % 60);
  }
}
