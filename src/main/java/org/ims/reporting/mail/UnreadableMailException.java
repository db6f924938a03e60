package org.ims.reporting.mail;

/** A mail from which nothing can be taken, and why. */
class UnreadableMailException extends Exception {

  private final Reason reason;

  UnreadableMailException(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
