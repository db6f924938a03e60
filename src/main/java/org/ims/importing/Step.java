package org.ims.importing;

import java.time.Instant;
import org.ims.incident.HoldReason;

/**
 * One step of a replay.
 *
 * @param at never before the step in front of it
 * @param person as the log names whoever took it, or null when it names nobody
 * @param holdReason whom the work waits for, null for any other step
 */
record Step(Kind kind, Instant at, String person, HoldReason holdReason) {

  Step(Kind kind, Instant at, String person) {
    this(kind, at, person, null);
  }

  enum Kind {
    REPORT,
    TRIAGE,
    /** Somebody begins to work on it. */
    RESPOND,
    /** Work waits for somebody else. */
    HOLD,
    /** Work goes on. */
    RESUME,
    /** Whoever worked on it says that it works again. */
    RESOLVE,
    /** It does not work. */
    REFUTE,
    /** It is verified, reviewed where a review is due, and closed. */
    CLOSE,
    /** It came back after it was closed. */
    REOPEN
  }
}
