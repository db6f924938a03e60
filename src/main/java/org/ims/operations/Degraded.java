package org.ims.operations;

import org.springframework.boot.actuate.health.Status;

/** Something beside the application is away, or a part of it, and it still serves everybody. */
final class Degraded {

  /** Its place among the others, and its HTTP status, stand in the settings. */
  static final Status STATUS = new Status("DEGRADED");

  private Degraded() {}
}
