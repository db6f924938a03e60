package org.ims.calendar;

import java.time.Duration;
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

  @Override
  public Instant after(Instant start, Duration time) {
    return start.plus(time);
  }

  @Override
  public Duration elapsed(Instant from, Instant to) {
    return to.isAfter(from) ? Duration.between(from, to) : Duration.ZERO;
  }

  @Override
  public String inWords() {
    return "round the clock";
  }
}
