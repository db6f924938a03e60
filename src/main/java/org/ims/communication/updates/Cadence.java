package org.ims.communication.updates;

import java.time.Duration;
import java.time.Instant;

/**
 * The pace that CadenceDecision gives an audience.
 *
 * @param first how long after the opening, or after the end of the incident; null for no set time
 * @param pause how long after the last update; null for no set time
 * @param afterChange how long after a change; null when a change alone is no reason
 * @param lead how long before it is due the text is to be written
 */
record Cadence(Duration first, Duration pause, Duration afterChange, Duration lead) {

  /**
   * When the audience hears next.
   *
   * @param base when the communication was opened, or the incident came to its end
   * @param last the last update or the decision to leave one out, or null
   * @param promised what the last update said of the next, or null
   * @param changed the first change since the last update, or since the opening; or null
   * @return null when nothing is due before something changes
   */
  Instant next(Instant base, Instant last, Instant promised, Instant changed) {
    Instant due = null;
    if (last == null && first != null) {
      due = base.plus(first);
    }
    if (last != null && pause != null) {
      due = last.plus(pause);
    }
    if (afterChange != null && changed != null) {
      due = earlier(due, changed.plus(afterChange));
    }
    return earlier(due, promised);
  }

  private static Instant earlier(Instant one, Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }
}
