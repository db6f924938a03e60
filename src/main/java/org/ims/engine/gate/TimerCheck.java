package org.ims.engine.gate;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.scheduling.support.CronExpression;

/** What repeats by itself leaves the engine time for other work, and what waits can be read. */
final class TimerCheck {

  private static final Pattern REPEATED =
      Pattern.compile("R\\d*/(?:[^/P][^/]*/)?(P[^/]+)(?:/[^/]+)?");

  /** From here on the times of a pattern are looked at; any long enough stretch shows its pace. */
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2025, 1, 1, 0, 0);

  private static final int TIMES = 100;
  private static final int FIELDS = 6;

  private final GateSettings settings;
  private final Set<String> known;
  private final Findings findings;

  /**
   * @param known the variables that only the application writes
   */
  TimerCheck(GateSettings settings, Set<String> known, Findings findings) {
    this.settings = settings;
    this.known = known;
    this.findings = findings;
  }

  void check(ModelFile diagram) {
    diagram.root().all("timeCycle").forEach(this::checkCycle);
    diagram.root().all("timeDuration").forEach(this::checkDuration);
  }

  private void checkCycle(XmlElement element) {
    String cycle = element.text();
    if (JuelExpression.isIn(cycle)) {
      if (JuelExpression.find(cycle).stream().anyMatch(this::namesOthers)) {
        findings.add(
            element, "timer-cycle", "repeats as often as %s says, which can be anything", cycle);
      }
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

  private boolean namesOthers(JuelExpression expression) {
    return !known.containsAll(expression.names());
  }

  private static Duration pause(String cycle) {
    Matcher repeated = REPEATED.matcher(cycle);
    if (repeated.matches()) {
      return length(repeated.group(1));
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
    if (JuelExpression.isIn(duration)) {
      return;
    }
    try {
      if (length(duration).isNegative()) {
        findings.add(element, "timer-broken", "waits for %s, which is before", duration);
      }
    } catch (DateTimeException e) {
      findings.add(element, "timer-broken", "waits for %s, which cannot be read", duration);
    }
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
