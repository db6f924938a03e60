package org.ims.incident;

/** The order of treatment, P1 first (ITIL: derived from impact and urgency). */
public enum Priority {
  P1,
  P2,
  P3,
  P4,
  P5;

  /** Whether ITIL's usual care for severe incidents applies, such as a second person verifying. */
  public boolean isSevere() {
    return this == P1 || this == P2;
  }
}
