package org.ims.reporting.evidence;

import java.time.Instant;

/**
 * Something that was done with a file, or that forbade it for a time.
 *
 * @param person a login, or the address of a stranger
 * @param reason why, where one has to be given, or null
 */
record Custody(Event event, String person, Instant at, String reason) {

  enum Event {
    PUT,
    /** Somebody has a copy. */
    TAKEN,
    REMOVED,
    HOLD_SET,
    HOLD_RELEASED
  }
}
