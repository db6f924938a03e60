package org.ims.triage;

import org.ims.incident.Classification;

/**
 * What the service desk decided.
 *
 * @param duplicateOf number of the original, for a duplicate
 * @param reason why it is not pursued, or the question to the reporter; null for an incident
 * @param classification what it is, for an incident
 */
record TriageDecision(
    TriageKind kind, String duplicateOf, String reason, Classification classification) {

  /** Chosen where the original is none of the incidents that are offered. */
  static final String OTHER_INCIDENT = "other";
}
