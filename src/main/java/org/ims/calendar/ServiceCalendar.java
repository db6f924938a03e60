package org.ims.calendar;

import java.time.Instant;

/** One way to count time until something is due. */
interface ServiceCalendar {

  Instant due(Instant start, IsoSpan span);
}
