package org.ims.importing;

import java.util.Locale;
import java.util.Optional;

/** Where an incident stands in the other system, as far as a replay tells states apart. */
enum LogState {
  NEW,
  ACTIVE,
  /** Work waits for somebody: any of the "Awaiting ..." states, or "On Hold". */
  AWAITING,
  RESOLVED,
  CLOSED;

  /** The state of this name; older and newer releases name some states differently. */
  static Optional<LogState> of(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (plain.startsWith("awaiting ") || plain.equals("on hold")) {
      return Optional.of(AWAITING);
    }
    return switch (plain) {
      case "new" -> Optional.of(NEW);
      case "active", "in progress", "work in progress" -> Optional.of(ACTIVE);
      case "resolved" -> Optional.of(RESOLVED);
      case "closed" -> Optional.of(CLOSED);
      default -> Optional.empty();
    };
  }

  /** Whether the work is done in the eyes of those who did it. */
  boolean isDone() {
    return this == RESOLVED || this == CLOSED;
  }
}
