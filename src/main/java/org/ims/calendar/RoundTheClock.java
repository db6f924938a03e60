package org.ims.calendar;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Time that never stops. The zone matters for days and months only: one day after 12:00 is 12:00 on
 * the next day, also when the clocks change in between.
 */
record RoundTheClock(ZoneId zone) implements ServiceCalendar {

  @Override
  public Instant due(Instant start, IsoSpan span) {
    return start.atZone(zone).plus(span.dates()).toInstant().plus(span.time());
  }
}
