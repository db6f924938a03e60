package org.ims.servicelevel;

import org.ims.incident.Priority;

/**
 * What a priority promises, as the table of service levels says it.
 *
 * @param priority null while nobody has assessed the incident
 * @param acknowledgeWithin an ISO-8601 duration in the calendar, as the next two
 * @param verifyWithin an ISO-8601 duration in business hours, as the next two
 * @param reason why these targets hold from now on; a lowered priority needs one
 */
public record Targets(
    Priority priority,
    String acknowledgeWithin,
    String assessWithin,
    String resolveWithin,
    String calendar,
    String verifyWithin,
    String confirmWithin,
    String closeWithin,
    String reason) {

  /** What holds until somebody has assessed the incident: the steps that lead to that. */
  public static Targets provisional(
      String acknowledgeWithin, String assessWithin, String calendar) {
    return new Targets(
        null, acknowledgeWithin, assessWithin, null, calendar, null, null, null, null);
  }
}
