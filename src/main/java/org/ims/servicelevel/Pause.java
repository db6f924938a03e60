package org.ims.servicelevel;

import java.time.Instant;

/**
 * A time in which the clock stands still.
 *
 * @param until null while nobody knows
 */
record Pause(Instant from, Instant until) {

  boolean isOpen() {
    return until == null;
  }
}
