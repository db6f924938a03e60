package org.ims.importing;

import java.time.Instant;

/**
 * One step of a replay.
 *
 * @param at never before the step in front of it
 * @param person as the log names whoever took it, or null when it names nobody
 */
record Step(Kind kind, Instant at, String person) {

  enum Kind {
    REPORT,
    TRIAGE,
    /** Somebody begins to work on it. */
    RESPOND,
    /** Whoever worked on it says that it works again. */
    RESOLVE,
    /** It does not work. */
    REFUTE,
    /** It is verified, reviewed where a review is due, and closed. */
    CLOSE
  }
}
