package org.ims.documentation.retention;

import java.time.Instant;

/**
 * How long the record of an incident is kept, and what became of its personal data.
 *
 * @param endedAt when it ended, from which the others count
 * @param keepUntil until when the record is kept; null while nothing is to be erased
 * @param reviewDue when somebody looks whether its personal data is needed; null for never
 * @param because the reason of the table's rule
 * @param open whether a process is at it
 * @param erasedAt null while nothing was erased, as the next two
 * @param erasedFor a {@link Ground}
 */
record Retention(
    String number,
    Instant endedAt,
    Instant keepUntil,
    Instant reviewDue,
    String because,
    boolean open,
    Instant erasedAt,
    String erasedBy,
    String erasedFor) {

  boolean isErased() {
    return erasedAt != null;
  }

  /** Whether all is erased without asking. */
  boolean isOver(Instant now) {
    return keepUntil != null && !keepUntil.isAfter(now);
  }
}
