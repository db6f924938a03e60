package org.ims.documentation.journal;

/**
 * What stands for people whose names are sealed: whoever reported an incident is not of the staff,
 * whose logins the record keeps for ever because they answer for what they did.
 */
final class Actors {

  static final String REPORTER = "reporter";

  /** Somebody without an account, known by an address. */
  static final String OUTSIDE = "outside";

  private Actors() {}
}
