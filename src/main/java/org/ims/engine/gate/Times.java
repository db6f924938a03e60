package org.ims.engine.gate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and lengths of time that all parsers of the engine read, which differ from Java's. */
final class Times {

  /** Numbers of so few digits that the engine, which adds them up as integers, stays in range. */
  private static final Pattern LENGTH =
      Pattern.compile(
          "P[0-9]{1,4}W"
              + "|P(?!$)([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?"
              + "(T(?=[0-9])([0-9]{1,6}H)?([0-9]{1,8}M)?([0-9]{1,9}(\\.[0-9]{1,3})?S)?)?");

  private static final Pattern DATE =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,3})?)?)(Z|[+-][0-9]{2}:?[0-9]{2})?)?");

  private Times() {}

  static boolean isLength(String text) {
    return LENGTH.matcher(text).matches();
  }

  static boolean isDate(String text) {
    Matcher parts = DATE.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    try {
      LocalDate.parse(parts.group(1));
      if (parts.group(2) != null) {
        LocalTime.parse(parts.group(2));
      }
      if (parts.group(3) != null) {
        ZoneOffset.of(parts.group(3));
      }
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
