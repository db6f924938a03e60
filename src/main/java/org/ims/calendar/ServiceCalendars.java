package org.ims.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The calendars by which service levels are counted, as configured under {@code ims.calendars}.
 * Decision tables name a duration and a calendar; the due instant is computed only here.
 */
@Component
public class ServiceCalendars {

  private final Map<String, ServiceCalendar> calendars;

  @Autowired
  ServiceCalendars(Environment environment) {
    this(CalendarSettings.read(environment));
  }

  ServiceCalendars(Map<String, ServiceCalendar> calendars) {
    this.calendars = Map.copyOf(calendars);
  }

  /**
   * The instant at which something is due.
   *
   * @param start when the time begins to count
   * @param isoDuration how much of it may pass, as {@code PT4H} or {@code P2D}
   * @param calendar the name of the calendar that says which time counts, as {@code 24x7} or {@code
   *     business-hours}
   * @throws IllegalArgumentException naming the unknown calendar or the malformed duration
   */
  public Instant due(Instant start, String isoDuration, String calendar) {
    Objects.requireNonNull(start, "start");
    return the(calendar).due(start, IsoSpan.parse(isoDuration));
  }

  /**
   * The instant at which this much time of the calendar has passed.
   *
   * @param time what may pass, counted; a day of it is 24 counted hours
   */
  public Instant after(Instant start, Duration time, String calendar) {
    return the(calendar).after(start, time);
  }

  /**
   * How much time of the calendar lies between two instants; nothing when the second is not the
   * later one.
   */
  public Duration elapsed(Instant from, Instant to, String calendar) {
    return the(calendar).elapsed(from, to);
  }

  /** The zone by whose days a calendar counts. */
  public ZoneId zone(String calendar) {
    return the(calendar).zone();
  }

  private ServiceCalendar the(String calendar) {
    ServiceCalendar found = calendar == null ? null : calendars.get(calendar);
    if (found == null) {
      throw new IllegalArgumentException(
          "There is no service calendar '"
              + calendar
              + "'; known are "
              + String.join(", ", new TreeSet<>(calendars.keySet())));
    }
    return found;
  }

  /** All calendars and which time counts in each, as {@code 24x7 (round the clock)}. */
  public String inWords() {
    return new TreeMap<>(calendars)
        .entrySet().stream()
            .map(entry -> "%s (%s)".formatted(entry.getKey(), entry.getValue().inWords()))
            .collect(Collectors.joining(", "));
  }
}
