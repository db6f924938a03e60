package org.ims.incident;

/** One duty that must be done before an incident may be closed. */
public interface ClosureCheck {

  /** The duty's name in the form of the closing task, as {@code gateReviewDone}. */
  String key();

  /** What is left to do, in a sentence, for whoever is refused. */
  String openDuty();

  /** Whether the duty is done, or never arose. */
  boolean isDone(Incident incident);
}
