package org.ims.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;

/**
 * Everybody who may stand before a door: one person for each role, who is nothing but a reporter
 * besides; a member of one team and of nothing else; a login without any role; nobody.
 */
final class Actors {

  /** The only group of the member of a team. */
  static final String TEAM = "responder-facilities";

  private static final String NOBODY = "nobody";
  private static final String PREFIX = "actor-";

  private final IdentityService identities;
  private final int port;
  private final List<Actor> all = new ArrayList<>();

  /** Creates them; {@link #leave()} deletes them. */
  Actors(IdentityService identities, int port) {
    this.identities = identities;
    this.port = port;
    for (String role : Roles.all()) {
      add(role, role.equals(Roles.REPORTER) ? List.of(role) : List.of(role, Roles.REPORTER));
    }
    add("one-team", List.of(TEAM));
    add("no-role", List.of());
    all.add(new Actor(NOBODY, null, List.of(), Http.anonymous(port)));
  }

  /**
   * @param login null for nobody
   */
  record Actor(String name, String login, List<String> groups, Http http) {

    boolean isNobody() {
      return login == null;
    }

    boolean isOneOf(String... roles) {
      return List.of(roles).contains(name);
    }
  }

  List<Actor> all() {
    return all;
  }

  Actor get(String name) {
    return all.stream().filter(actor -> actor.name().equals(name)).findFirst().orElseThrow();
  }

  /** With sessions of a web application, of those who may use it. */
  Map<String, Http> signedInTo(String application, List<String> names) {
    Map<String, Http> sessions = new TreeMap<>();
    for (String name : names) {
      sessions.put(name, Http.webapp(port, get(name).login(), application));
    }
    return sessions;
  }

  void leave() {
    all.stream()
        .filter(actor -> !actor.isNobody())
        .forEach(
            actor -> {
              identities.createGroupQuery().groupMember(actor.login()).list().stream()
                  .map(Group::getId)
                  .forEach(group -> identities.deleteMembership(actor.login(), group));
              identities.deleteUser(actor.login());
            });
  }

  private void add(String name, List<String> groups) {
    String login = PREFIX + name;
    User user = identities.newUser(login);
    user.setPassword(DemoUsers.PASSWORD);
    identities.saveUser(user);
    groups.forEach(group -> identities.createMembership(login, group));
    all.add(new Actor(name, login, groups, Http.basic(port, login)));
  }
}
