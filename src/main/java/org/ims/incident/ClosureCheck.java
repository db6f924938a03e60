package org.ims.incident;

import java.util.Set;

/**
 * One kind of duty that may be open when an incident is to be closed. Which of them keep it from
 * being closed is said by the table ClosureGate, which reads how many are open under this key.
 */
public interface ClosureCheck {

  /** The duty's name in the table, as {@code openActions}. */
  String key();

  /** How many of these duties the incident has that nobody has done yet. */
  int open(Incident incident);

  /** The steps of processes at which people do it; empty when it has none of its own. */
  default Set<String> doneAt() {
    return Set.of();
  }

  /** The processes of this incident that are nothing but this duty, with all their steps. */
  default Set<String> doneIn(Incident incident) {
    return Set.of();
  }

  /**
   * Whether it counts for an incident also when it belongs to one that is part of it, or that was
   * merged into it.
   */
  default boolean ofRelativesToo() {
    return false;
  }
}
