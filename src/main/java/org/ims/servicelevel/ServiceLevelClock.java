package org.ims.servicelevel;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ims.calendar.ServiceCalendars;

/**
 * The clock of an incident's promises. It begins with the incident, runs in the time of a calendar
 * and stands still in each pause: what was left of a promise when the pause began is left when it
 * ends. A promise that was over before a pause stays over.
 */
final class ServiceLevelClock {

  private final ServiceCalendars calendars;
  private final String calendar;
  private final Instant start;
  private final List<Pause> pauses;

  /**
   * @param pauses in any order; they do not overlap, and only the last one may be open; what lies
   *     before the start, as after a reopening, does not count
   */
  ServiceLevelClock(
      ServiceCalendars calendars, String calendar, Instant start, List<Pause> pauses) {
    this.calendars = calendars;
    this.calendar = calendar;
    this.start = start;
    this.pauses =
        pauses.stream()
            .filter(pause -> pause.isOpen() || pause.until().isAfter(start))
            .map(pause -> pause.from().isBefore(start) ? new Pause(start, pause.until()) : pause)
            .sorted(Comparator.comparing(Pause::from))
            .toList();
  }

  /**
   * When a promise is due.
   *
   * @param within an ISO-8601 duration
   * @return empty while the clock stands still before that
   */
  Optional<Instant> due(String within) {
    return afterPauses(calendars.due(start, within, calendar));
  }

  /**
   * When this share of a promise has passed.
   *
   * @return empty while the clock stands still before that
   */
  Optional<Instant> due(String within, int percent) {
    if (percent == 100) {
      return due(within);
    }
    Duration share = whole(within).multipliedBy(percent).dividedBy(100);
    return afterPauses(calendars.after(start, share, calendar));
  }

  /** How much of a promise has passed, in full percent; more than 100 when it is broken. */
  int percentReached(String within, Instant now) {
    Duration whole = whole(within);
    return whole.isZero() ? 100 : (int) (counted(now).toMillis() * 100 / whole.toMillis());
  }

  private Duration whole(String within) {
    return calendars.elapsed(start, calendars.due(start, within, calendar), calendar);
  }

  private Duration counted(Instant now) {
    Duration counted = calendars.elapsed(start, now, calendar);
    for (Pause pause : pauses) {
      Instant end = pause.isOpen() || pause.until().isAfter(now) ? now : pause.until();
      counted = counted.minus(calendars.elapsed(pause.from(), end, calendar));
    }
    return counted;
  }

  private Optional<Instant> afterPauses(Instant withoutPauses) {
    Instant due = withoutPauses;
    for (Pause pause : pauses) {
      if (!pause.from().isBefore(due)) {
        break;
      }
      if (pause.isOpen()) {
        return Optional.empty();
      }
      // A pause of no length moves nothing, not even out of a closed hour.
      if (pause.until().isAfter(pause.from())) {
        due =
            calendars.after(
                pause.until(), calendars.elapsed(pause.from(), due, calendar), calendar);
      }
    }
    return Optional.of(due);
  }
}
