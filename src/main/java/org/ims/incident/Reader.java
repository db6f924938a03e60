package org.ims.incident;

import java.util.Set;

/**
 * Who asks for incidents. A restricted incident exists only for its reporter, its team and the
 * groups that answer for all incidents; to everybody else it looks as if it was never reported.
 */
public record Reader(String user, Set<String> groups) {

  private static final Set<String> SEE_ALL =
      Set.of(
          "security-lead",
          "dpo",
          "incident-manager",
          "major-incident-manager",
          "auditor",
          "camunda-admin");

  /** They see, or report; the others work on incidents. */
  private static final Set<String> NOT_WORKING = Set.of("reporter", "auditor");

  private static final Set<String> HOLD_LEGALLY =
      Set.of("legal", "dpo", "incident-manager", "camunda-admin");

  private static final String REPORTER = "reporter";

  private static final Set<String> COMPLETE_RECORDS =
      Set.of("incident-manager", "major-incident-manager", "camunda-admin");

  /** Whether they do no more than report incidents. */
  public boolean onlyReports() {
    return groups.stream().allMatch(REPORTER::equals);
  }

  /** Whether they work on incidents, rather than only report or check them. */
  public boolean works() {
    return !NOT_WORKING.containsAll(groups);
  }

  /** Whether they may complete the record of an incident that is closed. */
  public boolean completesRecords() {
    return groups.stream().anyMatch(COMPLETE_RECORDS::contains);
  }

  /** Whether they may set and release legal holds. */
  public boolean holdsLegally() {
    return groups.stream().anyMatch(HOLD_LEGALLY::contains);
  }

  /** Whether no restriction applies. */
  public boolean seesAll() {
    return groups.stream().anyMatch(SEE_ALL::contains);
  }

  public boolean sees(Incident incident) {
    return !incident.report().restricted()
        || seesAll()
        || incident.report().reporter().equals(user)
        || (incident.team() != null && groups.contains(incident.team()));
  }
}
