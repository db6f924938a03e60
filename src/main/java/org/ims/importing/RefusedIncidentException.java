package org.ims.importing;

/** An incident cannot be replayed; the message says why, in a phrase. */
class RefusedIncidentException extends RuntimeException {

  private final long line;

  RefusedIncidentException(long line, String reason) {
    super(reason);
    this.line = line;
  }

  /** The line that shows it. */
  long line() {
    return line;
  }
}
