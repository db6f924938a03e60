package org.ims.engine.gate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.scheduling.support.CronExpression;

/** What repeats by itself leaves the engine time for other work, and what waits can be read. */
final class TimerCheck {

  /** With the date of the beginning, or that of the end. */
  private static final Pattern REPEATED =
      Pattern.compile("R[0-9]{0,9}/(?:([^/P][^/]*)/)?(P[^/]+)(?:/([^/P][^/]*))?");

  /** From here on the times of a pattern are looked at; any long enough stretch shows its pace. */
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2025, 1, 1, 0, 0);

  private static final int TIMES = 100;
  private static final int FIELDS = 6;

  private final GateSettings settings;
  private final Findings findings;

  TimerCheck(GateSettings settings, Findings findings) {
    this.settings = settings;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    diagram.root().all("timeCycle").forEach(this::checkCycle);
    diagram.root().all("timeDuration").forEach(this::checkDuration);
    diagram.root().all("timeDate").forEach(this::checkDate);
    diagram.root().all("timerEventDefinition").forEach(this::checkSet);
  }

  private void checkSet(XmlElement element) {
    if (element.children("timeCycle", "timeDuration", "timeDate").size() != 1) {
      findings.add(element, "timer-broken", "has not exactly one time, length or cycle");
    }
  }

  private void checkCycle(XmlElement element) {
    String cycle = element.text();
    if (JuelExpression.isIn(cycle)) {
      // Whoever writes the variable, a model or a person, could have it repeat each moment.
      findings.add(
          element, "timer-cycle", "repeats as often as %s says; write the cycle itself", cycle);
      return;
    }
    try {
      Duration pause = pause(cycle);
      if (pause.compareTo(settings.shortestCycle()) < 0) {
        findings.add(
            element,
            "timer-cycle",
            "repeats after %s, and %s is the least",
            pause.toString(),
            settings.shortestCycle().toString());
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      findings.add(element, "timer-broken", "repeats by %s, which cannot be read", cycle);
    }
  }

  private static Duration pause(String cycle) {
    Matcher repeated = REPEATED.matcher(cycle);
    if (repeated.matches()) {
      for (String date : new String[] {repeated.group(1), repeated.group(3)}) {
        if (date != null && !Times.isDate(date)) {
          throw new IllegalArgumentException(date);
        }
      }
      return readable(repeated.group(2));
    }
    String[] fields = cycle.split("\\s+");
    // The engine knows a seventh field, the year, which only makes the times fewer.
    int read = Math.min(fields.length, FIELDS);
    CronExpression times = CronExpression.parse(String.join(" ", Arrays.copyOf(fields, read)));
    Duration shortest = Duration.ofDays(1);
    LocalDateTime time = times.next(BEGINNING);
    for (int i = 0; time != null && i < TIMES; i++) {
      LocalDateTime following = times.next(time);
      if (following != null && Duration.between(time, following).compareTo(shortest) < 0) {
        shortest = Duration.between(time, following);
      }
      time = following;
    }
    return shortest;
  }

  private void checkDuration(XmlElement element) {
    String duration = element.text();
    boolean readable =
        JuelExpression.isIn(duration)
            ? !JuelExpression.isConstant(duration)
            : Times.isLength(duration);
    if (!readable) {
      findings.add(
          element, "timer-broken", "waits for %s, which cannot be read; write PT4H", duration);
    }
  }

  private void checkDate(XmlElement element) {
    String date = element.text();
    // The engine takes a length here too, and counts from now.
    boolean readable =
        JuelExpression.isIn(date)
            ? !JuelExpression.isConstant(date)
            : Times.isDate(date) || Times.isLength(date);
    if (!readable) {
      findings.add(
          element,
          "timer-broken",
          "waits until %s, which cannot be read; write 2026-12-31T18:00:00",
          date);
    }
  }

  private static Duration readable(String text) {
    if (!Times.isLength(text)) {
      throw new IllegalArgumentException(text);
    }
    return length(text);
  }

  /**
   * A length in ISO 8601, with a part of days and larger, of hours and smaller, or both.
   *
   * @throws DateTimeException if it is none
   */
  static Duration length(String text) {
    int time = text.indexOf('T');
    if (time < 0) {
      return days(text);
    }
    Duration rest = Duration.parse("P" + text.substring(time));
    return text.startsWith("PT") ? rest : rest.plus(days(text.substring(0, time)));
  }

  private static Duration days(String text) {
    Period period = Period.parse(text);
    return Duration.between(BEGINNING, BEGINNING.plus(period));
  }
}
