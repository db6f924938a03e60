package org.ims.incident;

/** Whom the work waits for. */
public enum HoldReason {
  CALLER,
  CHANGE,
  PROBLEM,
  VENDOR,
  LEGAL
}
