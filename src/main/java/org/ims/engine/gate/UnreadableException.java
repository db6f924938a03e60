package org.ims.engine.gate;

/** A file cannot be read as what its name says, or is refused unread. */
class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String rule;
  private final int line;

  UnreadableException(String rule, int line, String reason) {
    super(reason);
    this.rule = rule;
    this.line = line;
  }

  String rule() {
    return rule;
  }

  int line() {
    return line;
  }
}
