package org.ims.importing;

import java.util.Locale;
import java.util.Optional;
import org.ims.incident.HoldReason;

/** Where an incident stands in the other system, as far as a replay tells states apart. */
enum LogState {
  NEW,
  ACTIVE,
  AWAITING_CALLER,
  AWAITING_CHANGE,
  AWAITING_PROBLEM,
  AWAITING_VENDOR,
  /** "On Hold" of newer releases, whose state does not say whom the work waits for. */
  AWAITING_SOMEBODY,
  RESOLVED,
  CLOSED;

  /** The state of this name; older and newer releases name some states differently. */
  static Optional<LogState> of(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "new" -> Optional.of(NEW);
      case "active", "in progress", "work in progress" -> Optional.of(ACTIVE);
      // Evidence of the fault comes from whoever sees it.
      case "awaiting user info", "awaiting caller", "awaiting evidence" ->
          Optional.of(AWAITING_CALLER);
      case "awaiting change" -> Optional.of(AWAITING_CHANGE);
      case "awaiting problem" -> Optional.of(AWAITING_PROBLEM);
      case "awaiting vendor" -> Optional.of(AWAITING_VENDOR);
      case "on hold" -> Optional.of(AWAITING_SOMEBODY);
      case "resolved" -> Optional.of(RESOLVED);
      case "closed" -> Optional.of(CLOSED);
      default -> Optional.empty();
    };
  }

  /** Whom the work waits for; empty where it goes on or the log does not say. */
  Optional<HoldReason> holdReason() {
    return switch (this) {
      case AWAITING_CALLER -> Optional.of(HoldReason.CALLER);
      case AWAITING_CHANGE -> Optional.of(HoldReason.CHANGE);
      case AWAITING_PROBLEM -> Optional.of(HoldReason.PROBLEM);
      case AWAITING_VENDOR -> Optional.of(HoldReason.VENDOR);
      default -> Optional.empty();
    };
  }

  /** Whether the work is done in the eyes of those who did it. */
  boolean isDone() {
    return this == RESOLVED || this == CLOSED;
  }
}
