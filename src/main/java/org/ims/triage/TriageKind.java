package org.ims.triage;

/** What the service desk takes the report for. */
enum TriageKind {
  INCIDENT("accept"),
  REQUEST("reject"),
  DUPLICATE("duplicate"),
  FALSE_ALARM("reject"),
  NEED_INFO("ask");

  private final String outcome;

  TriageKind(String outcome) {
    this.outcome = outcome;
  }

  /** The word that the process follows at its gateway. */
  String outcome() {
    return outcome;
  }
}
