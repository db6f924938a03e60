package org.ims.webapps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ims.security.Roles;

/** The circles of groups that the shared filters and the live choices are meant for. */
final class Audience {

  /** The roles whose members are given tasks. */
  static final List<String> STAFF =
      Roles.all().stream()
          .filter(
              role -> !List.of(Roles.REPORTER, Roles.AUDITOR, Roles.ADMINISTRATOR).contains(role))
          .toList();

  /** The roles that look at everybody's work. */
  static final List<String> LEADS =
      List.of(
          Roles.INCIDENT_MANAGER, Roles.MAJOR_INCIDENT_MANAGER, Roles.EXEC, Roles.ADMINISTRATOR);

  /** Everybody who may have a task at all: who reported an incident is asked about it. */
  static final List<String> EVERYBODY = everybody();

  /** A group that tasks can be given to: one of the roles, or a team of responders. */
  static final Predicate<String> WORKING =
      group -> STAFF.contains(group) || group.startsWith(Roles.TEAM_PREFIX);

  private Audience() {}

  private static List<String> everybody() {
    List<String> groups = new ArrayList<>(STAFF);
    groups.add(Roles.REPORTER);
    groups.add(Roles.ADMINISTRATOR);
    return List.copyOf(groups);
  }
}
