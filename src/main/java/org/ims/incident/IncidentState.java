package org.ims.incident;

import java.util.Locale;

/**
 * Where an incident stands in its life. The order is the usual order of travel; an auditor reads
 * each state as the answer to a question, such as "when did we become aware?".
 */
public enum IncidentState {
  /** Reported by a person or a machine, not yet registered. */
  REPORTED,
  /** Registered; the service desk decides what it is. */
  TRIAGE,
  /** Triage asked the reporter a question. */
  AWAITING_INFO,
  /** Impact, urgency and priority are known and a team is chosen. */
  ASSESSED,
  /** A responder has claimed the work. */
  RESPONDING,
  /** The damage no longer spreads. */
  CONTAINED,
  /** Service is being restored. */
  RECOVERING,
  /** Work waits for somebody else, with a reason. */
  ON_HOLD,
  /** The service works again; somebody has yet to confirm it. */
  RESOLVED,
  /** A post-incident review is under way. */
  REVIEW,
  /** Corrective actions are under way. */
  IMPROVING,
  /** Nothing is left to do. */
  CLOSED,
  /** Not an incident (a request or a false alarm). */
  REJECTED,
  /** The same event as another incident. */
  DUPLICATE,
  /** Withdrawn before it was resolved. */
  CANCELLED;

  /** As a sentence says it: "on hold". */
  public String inWords() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether work has ended; only a closed incident can be taken up again. */
  public boolean isFinal() {
    return this == CLOSED || this == REJECTED || this == DUPLICATE || this == CANCELLED;
  }
}
