package org.ims.triage;

import org.ims.incident.Priority;
import org.ims.servicelevel.Targets;

/**
 * What follows from the stated facts.
 *
 * @param impact the table's, unless a person overrode it; likewise the urgency
 * @param acknowledgeWithin an ISO-8601 duration in the calendar, as the next two
 * @param verifyWithin an ISO-8601 duration in business hours, as the next two
 * @param majorVerdict NO, PROPOSE or PROMOTE
 */
record TableResults(
    int impact,
    String impactBecause,
    int urgency,
    String urgencyBecause,
    String priority,
    String team,
    String teamBecause,
    String acknowledgeWithin,
    String assessWithin,
    String resolveWithin,
    String calendar,
    String verifyWithin,
    String confirmWithin,
    String closeWithin,
    String majorVerdict,
    String majorBecause) {

  Priority priorityAsEnum() {
    return Priority.valueOf(priority);
  }

  /** The same with another team. */
  TableResults with(String otherTeam, String because) {
    return new TableResults(
        impact,
        impactBecause,
        urgency,
        urgencyBecause,
        priority,
        otherTeam,
        because,
        acknowledgeWithin,
        assessWithin,
        resolveWithin,
        calendar,
        verifyWithin,
        confirmWithin,
        closeWithin,
        majorVerdict,
        majorBecause);
  }

  /**
   * What the priority promises.
   *
   * @param reason why these targets hold from now on, or null
   */
  Targets targets(String reason) {
    return new Targets(
        priorityAsEnum(),
        acknowledgeWithin,
        assessWithin,
        resolveWithin,
        calendar,
        verifyWithin,
        confirmWithin,
        closeWithin,
        reason);
  }
}
