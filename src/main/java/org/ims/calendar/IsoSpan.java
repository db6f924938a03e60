package org.ims.calendar;

import java.time.Duration;
import java.time.Period;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ISO-8601 duration with its calendar part (years, months, weeks, days) kept apart from its
 * clock part (hours, minutes, seconds): a day is not always 24 hours long, so {@code P1D} and
 * {@code PT24H} are two different spans.
 */
record IsoSpan(String text, boolean weeks, Period dates, Duration time) {

  /** Digits are bounded so that no decision table can ask for a date that no database can store. */
  private static final Pattern ISO =
      Pattern.compile(
          "P(?=[0-9T])(?<dates>(?:[0-9]{1,4}Y)?(?:[0-9]{1,5}M)?(?<weeks>[0-9]{1,5}W)?(?:[0-9]{1,6}D)?)"
              + "(?:T(?=[0-9])(?<time>(?:[0-9]{1,6}H)?(?:[0-9]{1,8}M)?(?:[0-9]{1,9}(?:\\.[0-9]{1,9})?S)?))?");

  static IsoSpan parse(String text) {
    if (text == null) {
      throw new IllegalArgumentException("The duration is missing; expected ISO-8601, as in PT4H");
    }
    Matcher matcher = ISO.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "The duration '" + text + "' is not ISO-8601 and positive, as in PT4H, P2D or P1M");
    }
    String dates = matcher.group("dates");
    String time = matcher.group("time");
    return new IsoSpan(
        text,
        matcher.group("weeks") != null,
        dates.isEmpty() ? Period.ZERO : Period.parse("P" + dates),
        time == null ? Duration.ZERO : Duration.parse("PT" + time));
  }
}
