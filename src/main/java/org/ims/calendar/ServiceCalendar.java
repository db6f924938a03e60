package org.ims.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** One way to count time until something is due. */
interface ServiceCalendar {

  Instant due(Instant start, IsoSpan span);

  /** When this much counted time has passed since the start. */
  Instant after(Instant start, Duration time);

  /** How much time counts between two instants; nothing when the second is not the later one. */
  Duration elapsed(Instant from, Instant to);

  /** By whose days it counts. */
  ZoneId zone();

  /** Which time counts, for whoever reads figures. */
  String inWords();
}
