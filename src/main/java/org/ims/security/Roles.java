package org.ims.security;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.authorization.Groups;

/** The roles of incident management; each is a group of the engine, to which tasks are offered. */
public final class Roles {

  public static final String REPORTER = "reporter";
  public static final String SERVICE_DESK = "service-desk";
  public static final String RESPONDER = "responder";
  public static final String INCIDENT_MANAGER = "incident-manager";
  public static final String MAJOR_INCIDENT_MANAGER = "major-incident-manager";
  public static final String EXEC = "exec";
  public static final String PROCESS_OWNER = "process-owner";
  public static final String AUDITOR = "auditor";
  public static final String ADMINISTRATOR = Groups.CAMUNDA_ADMIN;

  /** Teams of responders are groups of this prefix; see {@link #team(String)}. */
  public static final String TEAM_PREFIX = RESPONDER + "-";

  /** Looks after buildings and the safety of people, and owns no service of the catalogue. */
  static final String FACILITIES = "facilities";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          entry(REPORTER, "Reporter"),
          entry(SERVICE_DESK, "Service desk"),
          entry(RESPONDER, "Responder"),
          entry(INCIDENT_MANAGER, "Incident manager"),
          entry(MAJOR_INCIDENT_MANAGER, "Major incident manager"),
          entry("scribe", "Scribe"),
          entry("comms-internal", "Internal communication"),
          entry("comms-external", "External communication"),
          entry("security-lead", "Security lead"),
          entry("dpo", "Data protection officer"),
          entry("legal", "Legal"),
          entry("regulatory-officer", "Regulatory officer"),
          entry(EXEC, "Executive"),
          entry("continuity-manager", "Continuity manager"),
          entry("risk-owner", "Risk owner"),
          entry(PROCESS_OWNER, "Process owner"),
          entry(AUDITOR, "Auditor"),
          entry(ADMINISTRATOR, "Administrator"));

  private Roles() {}

  /** The id of every role's group. */
  public static List<String> all() {
    return NAMES.keySet().stream().sorted().toList();
  }

  /** The group of a team of the service catalogue. */
  public static String team(String team) {
    return TEAM_PREFIX + team;
  }

  static String name(String role) {
    return NAMES.get(role);
  }

  /** The roles that work on incidents, in contrast to those who report, check or administer. */
  static List<String> staff() {
    return all().stream()
        .filter(role -> !List.of(REPORTER, AUDITOR, ADMINISTRATOR).contains(role))
        .toList();
  }
}
