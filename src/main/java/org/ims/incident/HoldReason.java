package org.ims.incident;

/** Whom the work waits for. */
public enum HoldReason {
  CALLER,
  CHANGE,
  PROBLEM,
  VENDOR,
  LEGAL;

  /**
   * Whether the service-level clock stands still: only while somebody outside the organisation's IT
   * is awaited.
   */
  public boolean pausesServiceLevel() {
    return this == CALLER || this == VENDOR;
  }
}
