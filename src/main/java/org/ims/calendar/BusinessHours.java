package org.ims.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Time that runs only while the desk is open. Hours count open time; days count business days and
 * keep the local time of day. A start outside the hours first moves to the next opening. The
 * closing instant still belongs to the day that ends, so that adding 3 and then 4 hours equals
 * adding 7.
 */
record BusinessHours(
    ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays)
    implements ServiceCalendar {

  @Override
  public Instant due(Instant start, IsoSpan span) {
    if (span.weeks() || span.dates().toTotalMonths() != 0) {
      throw new IllegalArgumentException(
          "The duration '"
              + span.text()
              + "' has weeks, months or years; business hours count days and times only");
    }
    return plusTime(plusDays(moveIntoHours(start), span.dates().getDays()), span.time());
  }

  @Override
  public Instant after(Instant start, Duration time) {
    return plusTime(moveIntoHours(start), time);
  }

  @Override
  public Duration elapsed(Instant from, Instant to) {
    Duration elapsed = Duration.ZERO;
    LocalDate last = to.atZone(zone).toLocalDate();
    for (LocalDate date = from.atZone(zone).toLocalDate();
        !date.isAfter(last);
        date = date.plusDays(1)) {
      if (isBusinessDay(date)) {
        Instant begin = clamp(from, open(date), close(date));
        Instant end = clamp(to, open(date), close(date));
        if (end.isAfter(begin)) {
          elapsed = elapsed.plus(Duration.between(begin, end));
        }
      }
    }
    return elapsed;
  }

  @Override
  public String inWords() {
    return "%s %s to %s, %s, %d holidays"
        .formatted(
            days.stream()
                .sorted()
                .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .collect(Collectors.joining(" ")),
            from,
            to,
            zone,
            holidays.size());
  }

  private Instant moveIntoHours(Instant start) {
    LocalDate date = start.atZone(zone).toLocalDate();
    if (isBusinessDay(date) && !start.isAfter(close(date))) {
      return start.isBefore(open(date)) ? open(date) : start;
    }
    return open(nextBusinessDay(date));
  }

  private Instant plusDays(Instant inHours, int count) {
    if (count == 0) {
      return inHours;
    }
    LocalDate date = inHours.atZone(zone).toLocalDate();
    LocalTime time = inHours.atZone(zone).toLocalTime();
    for (int i = 0; i < count; i++) {
      date = nextBusinessDay(date);
    }
    // Where the clocks change inside the hours, the same local time may fall just outside them.
    return clamp(date.atTime(time).atZone(zone).toInstant(), open(date), close(date));
  }

  private Instant plusTime(Instant inHours, Duration time) {
    Instant at = inHours;
    Duration left = time;
    LocalDate date = at.atZone(zone).toLocalDate();
    Duration untilClose = Duration.between(at, close(date));
    while (left.compareTo(untilClose) > 0) {
      left = left.minus(untilClose);
      date = nextBusinessDay(date);
      at = open(date);
      untilClose = Duration.between(at, close(date));
    }
    return at.plus(left);
  }

  private LocalDate nextBusinessDay(LocalDate date) {
    LocalDate next = date.plusDays(1);
    while (!isBusinessDay(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** A day whose only hours fall into the gap of a clock change has none. */
  private boolean isBusinessDay(LocalDate date) {
    return days.contains(date.getDayOfWeek())
        && !holidays.contains(date)
        && open(date).isBefore(close(date));
  }

  private Instant open(LocalDate date) {
    return date.atTime(from).atZone(zone).toInstant();
  }

  private Instant close(LocalDate date) {
    return date.atTime(to).atZone(zone).toInstant();
  }

  private static Instant clamp(Instant value, Instant min, Instant max) {
    if (value.isBefore(min)) {
      return min;
    }
    return value.isAfter(max) ? max : value;
  }
}
