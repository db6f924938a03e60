package org.ims.documentation.reports;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;

/**
 * The days that a report is about.
 *
 * @param first day
 * @param last day, which belongs to it
 * @param zone in which they are days
 */
record Period(LocalDate first, LocalDate last, ZoneId zone) {

  /** Without a wish, the last so many days that are over. */
  static final int DEFAULT_DAYS = 30;

  /** Three years, one of which may be a leap year. */
  static final int MOST_DAYS = 1096;

  private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);

  /**
   * Reads what somebody asked for; null for what they did not say.
   *
   * @throws InvalidInputException naming each bound that is wrong
   */
  static Period of(String from, String to, ZoneId zone, Clock clock) {
    List<Violation> violations = new ArrayList<>();
    LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
    LocalDate first = day("from", from, violations);
    LocalDate last = day("to", to, violations);
    if (last == null) {
      last = today.minusDays(1);
      if (first != null && first.isAfter(last)) {
        last = today;
      }
    }
    if (first == null) {
      first = last.minusDays(DEFAULT_DAYS - 1L);
    }
    if (violations.isEmpty()) {
      check(first, last, today, violations);
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return new Period(first, last, zone);
  }

  static Period of(YearMonth month, ZoneId zone) {
    return new Period(month.atDay(1), month.atEndOfMonth(), zone);
  }

  private static void check(
      LocalDate first, LocalDate last, LocalDate today, List<Violation> violations) {
    if (first.isBefore(EARLIEST)) {
      violations.add(new Violation("from", "range", "from must not be before 1970-01-01."));
    }
    if (last.isAfter(today)) {
      violations.add(new Violation("to", "range", "to must not be after today."));
    }
    if (first.isAfter(last)) {
      violations.add(new Violation("to", "not-before-from", "to must not be before from."));
    } else if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
      violations.add(
          new Violation(
              "from", "max-length", "A period has at most %d days.".formatted(MOST_DAYS)));
    }
  }

  private static LocalDate day(String name, String text, List<Violation> violations) {
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      violations.add(new Violation(name, "date", name + " must be a date, as 2026-03-01."));
      return null;
    }
  }

  /** The first instant that belongs to it. */
  Instant from() {
    return first.atStartOfDay(zone).toInstant();
  }

  /** The first instant that does not belong to it any more. */
  Instant to() {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
