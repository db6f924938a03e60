package org.ims.security;

import static org.ims.security.Roles.ADMINISTRATOR;
import static org.ims.security.Roles.REPORTER;
import static org.ims.security.Roles.RESPONDER;

import java.util.ArrayList;
import java.util.List;

/**
 * The people of the demo, one for each role and a second responder, who exist only where the
 * embedded database does. Their password is public, so they must never reach another database.
 */
public final class DemoUsers {

  /** Everybody's password. */
  public static final String PASSWORD = "Demo-1ncident";

  private static final List<DemoUser> USERS =
      List.of(
          new DemoUser(REPORTER, "Rita", "Reporter", REPORTER),
          new DemoUser(Roles.SERVICE_DESK, "Samuel", "Sorting", Roles.SERVICE_DESK),
          new DemoUser(RESPONDER, "Robin", "Repair", RESPONDER),
          new DemoUser("responder-2", "Ravi", "Restore", RESPONDER),
          new DemoUser(Roles.INCIDENT_MANAGER, "Ines", "Manage", Roles.INCIDENT_MANAGER),
          new DemoUser(Roles.MAJOR_INCIDENT_MANAGER, "Mara", "Major", Roles.MAJOR_INCIDENT_MANAGER),
          new DemoUser("scribe", "Sina", "Scribble", "scribe"),
          new DemoUser("comms-internal", "Ida", "Inform", "comms-internal"),
          new DemoUser("comms-external", "Emil", "Extern", "comms-external"),
          new DemoUser("security-lead", "Selma", "Secure", "security-lead"),
          new DemoUser("dpo", "Dana", "Private", "dpo"),
          new DemoUser("legal", "Leo", "Lawful", "legal"),
          new DemoUser("regulatory-officer", "Olaf", "Official", "regulatory-officer"),
          new DemoUser(Roles.EXEC, "Eva", "Executive", Roles.EXEC),
          new DemoUser("continuity-manager", "Cora", "Continue", "continuity-manager"),
          new DemoUser("risk-owner", "Rolf", "Risk", "risk-owner"),
          new DemoUser(Roles.PROCESS_OWNER, "Paula", "Process", Roles.PROCESS_OWNER),
          new DemoUser(Roles.AUDITOR, "Aron", "Audit", Roles.AUDITOR),
          new DemoUser("admin", "Ada", "Admin", ADMINISTRATOR));

  private DemoUsers() {}

  /**
   * One person of the demo.
   *
   * @param role the role that the login stands for; everybody is a reporter besides
   */
  public record DemoUser(String login, String firstName, String lastName, String role) {

    public String email() {
      return login + "@example.org";
    }

    List<String> groups(List<String> teamGroups) {
      List<String> groups = new ArrayList<>(List.of(role));
      if (!role.equals(REPORTER)) {
        groups.add(REPORTER);
      }
      if (role.equals(RESPONDER)) {
        groups.addAll(teamGroups);
      }
      return groups;
    }
  }

  /** All of them, in the order in which an incident meets them. */
  public static List<DemoUser> all() {
    return USERS;
  }
}
