package org.ims.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The calendars of a desk in Berlin that works from 8 to 18, for tests without an application. */
public final class BerlinCalendars {

  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  public static final LocalTime OPEN = LocalTime.of(8, 0);
  public static final LocalTime CLOSE = LocalTime.of(18, 0);
  public static final Set<DayOfWeek> DAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private BerlinCalendars() {}

  public static ServiceCalendars with(Set<LocalDate> holidays) {
    return new ServiceCalendars(
        Map.of(
            "24x7", new RoundTheClock(ZONE),
            "business-hours", new BusinessHours(ZONE, DAYS, OPEN, CLOSE, holidays)));
  }
}
