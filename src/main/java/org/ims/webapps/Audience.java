package org.ims.webapps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.camunda.bpm.engine.authorization.Groups;

/** The circles of groups that the shared filters and the live choices are meant for. */
final class Audience {

  private static final String TEAM_PREFIX = "responder-";

  /** The roles whose members are given tasks. */
  static final List<String> STAFF =
      List.of(
          "service-desk",
          "responder",
          "incident-manager",
          "major-incident-manager",
          "scribe",
          "comms-internal",
          "comms-external",
          "security-lead",
          "dpo",
          "legal",
          "regulatory-officer",
          "exec",
          "continuity-manager",
          "risk-owner",
          "process-owner");

  /** The roles that look at everybody's work. */
  static final List<String> LEADS =
      List.of("incident-manager", "major-incident-manager", "exec", Groups.CAMUNDA_ADMIN);

  /** Everybody who may have a task at all: who reported an incident is asked about it. */
  static final List<String> EVERYBODY = everybody();

  /** A group that tasks can be given to: one of the roles, or a team of responders. */
  static final Predicate<String> WORKING =
      group -> STAFF.contains(group) || group.startsWith(TEAM_PREFIX);

  private Audience() {}

  private static List<String> everybody() {
    List<String> groups = new ArrayList<>(STAFF);
    groups.add("reporter");
    groups.add(Groups.CAMUNDA_ADMIN);
    return List.copyOf(groups);
  }
}
