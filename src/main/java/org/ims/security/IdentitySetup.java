package org.ims.security;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.catalogue.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings groups, authorisations and first users into the engine before the web server opens its
 * port. Every start repeats it, so that a changed table or a new team takes effect.
 */
@Component
class IdentitySetup implements SmartInitializingSingleton {

  static final String ADMIN = "admin";

  private static final Logger LOG = LoggerFactory.getLogger(IdentitySetup.class);

  /** Any number, as long as only this uses it: two nodes that start together take turns. */
  private static final long LOCK = 7_240_001L;

  private static final String TEAM_TYPE = "TEAM";
  private static final String ROLE_TYPE = "ROLE";

  private final IdentityService identities;
  private final AuthorizationService authorisations;
  private final Services services;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final boolean demo;
  private final String adminPassword;

  IdentitySetup(
      IdentityService identities,
      AuthorizationService authorisations,
      Services services,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      @Value("${ims.mode:external}") String mode,
      @Value("${ims.admin.password:}") String adminPassword) {
    this.identities = identities;
    this.authorisations = authorisations;
    this.services = services;
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.demo = mode.equals("demo");
    this.adminPassword = adminPassword;
  }

  @Override
  public void afterSingletonsInstantiated() {
    transaction.executeWithoutResult(
        status -> {
          jdbc.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
          List<String> teams = teamGroups();
          Roles.all().forEach(role -> ensureGroup(role, Roles.name(role), type(role)));
          teams.forEach(team -> ensureGroup(team, teamName(team), TEAM_TYPE));
          List<Authorisations.Grant> table = Authorisations.table(teams);
          takeAwayWhatLeftTheTable(table);
          table.forEach(this::ensure);
          reportOthers(table);
          if (demo) {
            DemoUsers.all().forEach(user -> ensure(user, teams));
          }
          ensureAdministrator();
        });
  }

  private List<String> teamGroups() {
    Set<String> teams = new HashSet<>();
    services.teams().forEach(team -> teams.add(Roles.team(team)));
    teams.add(Roles.team(Roles.FACILITIES));
    // A team that left the catalogue still has its incidents to end.
    identities.createGroupQuery().groupType(TEAM_TYPE).list().stream()
        .map(Group::getId)
        .filter(group -> group.startsWith(Roles.TEAM_PREFIX))
        .forEach(teams::add);
    return teams.stream().sorted().toList();
  }

  /** What an earlier start gave and the table does not have any more. */
  private void takeAwayWhatLeftTheTable(List<Authorisations.Grant> table) {
    Set<Place> wanted = places(table);
    for (Place given : given()) {
      if (!wanted.contains(given)) {
        authorisations
            .createAuthorizationQuery()
            .authorizationType(Authorization.AUTH_TYPE_GRANT)
            .groupIdIn(given.group())
            .resourceType(given.resourceType())
            .resourceId(given.resourceId())
            .list()
            .forEach(grant -> authorisations.deleteAuthorization(grant.getId()));
        jdbc.update(
            "delete from granted_right where group_id = ? and resource_type = ? and resource_id ="
                + " ?",
            given.group(),
            given.resourceType(),
            given.resourceId());
        LOG.info("A right of {} left the table of rights and was taken away", given.group());
      }
    }
    Set<Place> present = new HashSet<>(given());
    wanted.stream()
        .filter(place -> !present.contains(place))
        .forEach(
            place ->
                jdbc.update(
                    "insert into granted_right (group_id, resource_type, resource_id) values (?, ?,"
                        + " ?)",
                    place.group(),
                    place.resourceType(),
                    place.resourceId()));
  }

  private List<Place> given() {
    return jdbc.query(
        "select group_id, resource_type, resource_id from granted_right",
        (row, index) -> new Place(row.getString(1), row.getInt(2), row.getString(3)));
  }

  private static Set<Place> places(List<Authorisations.Grant> table) {
    return table.stream()
        .map(grant -> new Place(grant.group(), grant.resource().resourceType(), grant.resourceId()))
        .collect(Collectors.toSet());
  }

  /** Rights that an administrator gave by hand stay, but nobody shall overlook them. */
  private void reportOthers(List<Authorisations.Grant> table) {
    Set<Place> known = places(table);
    String[] groups =
        table.stream().map(Authorisations.Grant::group).distinct().toArray(String[]::new);
    Map<String, Long> others =
        authorisations
            .createAuthorizationQuery()
            .authorizationType(Authorization.AUTH_TYPE_GRANT)
            .groupIdIn(groups)
            .list()
            .stream()
            // The engine gives the first with each task and the last with each group, the shared
            // filters come with the second.
            .filter(grant -> grant.getResourceType() != Resources.TASK.resourceType())
            .filter(grant -> grant.getResourceType() != Resources.FILTER.resourceType())
            .filter(grant -> !grant.getGroupId().equals(grant.getResourceId()))
            .map(
                grant ->
                    new Place(grant.getGroupId(), grant.getResourceType(), grant.getResourceId()))
            .filter(place -> !known.contains(place))
            .collect(Collectors.groupingBy(Place::group, TreeMap::new, Collectors.counting()));
    if (!others.isEmpty()) {
      LOG.warn("Rights that were given by hand and are not in the table of rights: {}", others);
    }
  }

  /** Where a right applies. */
  private record Place(String group, int resourceType, String resourceId) {}

  private static String type(String role) {
    return role.equals(Roles.ADMINISTRATOR) ? Groups.GROUP_TYPE_SYSTEM : ROLE_TYPE;
  }

  private static String teamName(String group) {
    String team = group.substring(Roles.TEAM_PREFIX.length()).replace('-', ' ');
    return "Responders: " + team;
  }

  private void ensureGroup(String id, String name, String type) {
    if (identities.createGroupQuery().groupId(id).count() == 0) {
      Group group = identities.newGroup(id);
      group.setName(name);
      group.setType(type);
      identities.saveGroup(group);
    }
  }

  /** Sets exactly the rights of the table; rights on other resources stay as they are. */
  private void ensure(Authorisations.Grant grant) {
    Authorization present =
        authorisations
            .createAuthorizationQuery()
            .authorizationType(Authorization.AUTH_TYPE_GRANT)
            .groupIdIn(grant.group())
            .resourceType(grant.resource())
            .resourceId(grant.resourceId())
            .singleResult();
    Permission[] wanted = grant.rights().toArray(new Permission[0]);
    if (present == null) {
      Authorization created = authorisations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
      created.setGroupId(grant.group());
      created.setResource(grant.resource());
      created.setResourceId(grant.resourceId());
      created.setPermissions(wanted);
      authorisations.saveAuthorization(created);
    } else if (!grants(present, wanted)) {
      present.setPermissions(wanted);
      authorisations.saveAuthorization(present);
    }
  }

  private static boolean grants(Authorization present, Permission... wanted) {
    Permission[] known = wanted[0].getClass().getEnumConstants();
    int granted = 0;
    int expected = 0;
    for (Permission permission : known) {
      granted |= present.isPermissionGranted(permission) ? permission.getValue() : 0;
    }
    for (Permission permission : wanted) {
      expected |= permission.getValue();
    }
    return granted == expected;
  }

  private void ensure(DemoUsers.DemoUser demoUser, List<String> teams) {
    if (identities.createUserQuery().userId(demoUser.login()).count() == 0) {
      User user = identities.newUser(demoUser.login());
      user.setFirstName(demoUser.firstName());
      user.setLastName(demoUser.lastName());
      user.setEmail(demoUser.email());
      user.setPassword(DemoUsers.PASSWORD);
      identities.saveUser(user);
    }
    demoUser.groups(teams).forEach(group -> ensureMembership(demoUser.login(), group));
  }

  private void ensureMembership(String user, String group) {
    if (identities.createUserQuery().userId(user).memberOfGroup(group).count() == 0) {
      identities.createMembership(user, group);
    }
  }

  /**
   * Without an administrator nobody could ever make one, and the engine would offer to make one to
   * whoever asks.
   */
  private void ensureAdministrator() {
    if (identities.createUserQuery().memberOfGroup(Roles.ADMINISTRATOR).count() == 0) {
      if (identities.createUserQuery().userId(ADMIN).count() == 0) {
        createAdministrator();
      }
      ensureMembership(ADMIN, Roles.ADMINISTRATOR);
      ensureMembership(ADMIN, Roles.REPORTER);
      LOG.info("The user {} is an administrator now", ADMIN);
    }
    if (identities.createUserQuery().userId(ADMIN).count() == 1) {
      // A restart is the way back in after somebody locked the administrator by wrong passwords.
      identities.unlockUser(ADMIN);
    }
  }

  private void createAdministrator() {
    boolean given = !adminPassword.isEmpty();
    String password = given ? adminPassword : randomPassword();
    User user = identities.newUser(ADMIN);
    user.setFirstName("Admin");
    user.setLastName("Istrator");
    user.setPassword(password);
    if (!identities.checkPasswordAgainstPolicy(password, user).isValid()) {
      throw new IllegalStateException(
          "IMS_ADMIN_PASSWORD is too weak: it needs at least 10 characters, among them a lower and"
              + " an upper case letter, a digit and a special character, and must not contain the"
              + " login.");
    }
    identities.saveUser(user);
    if (!given) {
      printOnce(password);
    }
  }

  /** On the console and not in the log, which is kept and read by others. */
  private static void printOnce(String password) {
    System.out.println(
        "\n  First start: log in as admin with the password "
            + password
            + "\n  It is not shown again. Change it, or set IMS_ADMIN_PASSWORD before the first"
            + " start.\n");
  }

  private String randomPassword() {
    // Without letters and digits that look alike: it is copied by hand.
    String alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    SecureRandom random = new SecureRandom();
    String password;
    do {
      StringBuilder draft = new StringBuilder();
      for (int group = 0; group < 4; group++) {
        draft.append(group == 0 ? "" : "-");
        random.ints(5, 0, alphabet.length()).forEach(at -> draft.append(alphabet.charAt(at)));
      }
      password = draft.toString();
    } while (!identities.checkPasswordAgainstPolicy(password).isValid());
    return password;
  }
}
