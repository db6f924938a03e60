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
