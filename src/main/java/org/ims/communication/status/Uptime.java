package org.ims.communication.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ims.communication.status.ToldIncident.Span;

/**
 * How a service was, day by day, as far as people were told.
 *
 * @param days the oldest first, the last one is today
 * @param percent of the time in which it was not disturbed, 0 to 100
 */
record Uptime(List<Day> days, double percent) {

  /**
   * @param worst what it was at its worst
   * @param disturbed for how long
   */
  record Day(LocalDate date, Condition worst, Duration disturbed) {}

  /** On how many days it was disturbed, if only for a moment. */
  public long disturbedDays() {
    return days.stream().filter(day -> day.worst() == Condition.DISTURBED).count();
  }

  /**
   * @param spans in any order; they may overlap
   * @param first the day that the account begins with
   */
  static Uptime of(List<Span> spans, LocalDate first, Instant now, ZoneId zone) {
    List<Span> merged = merged(spans);
    List<Day> days = new ArrayList<>();
    Duration disturbed = Duration.ZERO;
    Duration all = Duration.ZERO;
    LocalDate today = now.atZone(zone).toLocalDate();
    for (LocalDate date = first; !date.isAfter(today); date = date.plusDays(1)) {
      Instant from = date.atStartOfDay(zone).toInstant();
      Instant to = earlier(date.plusDays(1).atStartOfDay(zone).toInstant(), now);
      Condition worst = Condition.OPERATIONAL;
      for (Span span : spans) {
        if (span.from().isBefore(to) && span.to().isAfter(from)) {
          worst = worst.worse(span.condition());
        }
      }
      Duration down = Duration.ZERO;
      for (Span span : merged) {
        Instant begin = later(span.from(), from);
        Instant end = earlier(span.to(), to);
        if (begin.isBefore(end)) {
          down = down.plus(Duration.between(begin, end));
        }
      }
      days.add(new Day(date, worst, down));
      disturbed = disturbed.plus(down);
      all = all.plus(Duration.between(from, to));
    }
    return new Uptime(days, all.isZero() ? 100 : 100.0 - 100.0 * millis(disturbed) / millis(all));
  }

  /** Two incidents at the same time do not count twice. */
  private static List<Span> merged(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    spans.stream()
        .filter(span -> span.condition() == Condition.DISTURBED)
        .sorted(Comparator.comparing(Span::from))
        .forEach(
            span -> {
              Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
              if (last != null && !span.from().isAfter(last.to())) {
                merged.set(
                    merged.size() - 1,
                    new Span(last.from(), later(last.to(), span.to()), Condition.DISTURBED));
              } else {
                merged.add(span);
              }
            });
    return merged;
  }

  private static double millis(Duration duration) {
    return duration.toMillis();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
