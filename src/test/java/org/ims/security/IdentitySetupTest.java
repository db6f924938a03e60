package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.ims.catalogue.Services;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@ImsHttpTest
@ExtendWith(OutputCaptureExtension.class)
class IdentitySetupTest {

  @Autowired private IdentityService identities;
  @Autowired private AuthorizationService authorisations;
  @Autowired private Services services;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private PlatformTransactionManager transactions;
  @Autowired private IdentitySetup setup;

  @Test
  void everyRoleAndTeamIsAGroup() {
    List<String> expected = new ArrayList<>(Roles.all());
    services.teams().forEach(team -> expected.add("responder-" + team));
    expected.add("responder-facilities");
    assertThat(identities.createGroupQuery().list()).extracting(Group::getId).containsAll(expected);
    assertThat(Roles.all())
        .containsExactlyInAnyOrder(
            "reporter",
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
            "process-owner",
            "auditor",
            "camunda-admin");
  }

  @Test
  void theDemoHasAPersonForEachRole() {
    for (DemoUsers.DemoUser person : DemoUsers.all()) {
      assertThat(identities.checkPassword(person.login(), DemoUsers.PASSWORD))
          .as(person.login())
          .isTrue();
      assertThat(groupsOf(person.login())).contains(person.role(), Roles.REPORTER);
      User user = identities.createUserQuery().userId(person.login()).singleResult();
      assertThat(user.getEmail()).isEqualTo(person.login() + "@example.org");
      assertThat(user.getFirstName()).isNotBlank();
    }
    assertThat(DemoUsers.all()).extracting(DemoUsers.DemoUser::role).containsAll(Roles.all());
    for (String responder : List.of("responder", "responder-2")) {
      assertThat(groupsOf(responder))
          .contains("responder-facilities")
          .containsAll(services.teams().stream().map(Roles::team).toList());
    }
    assertThat(groupsOf("legal")).containsExactlyInAnyOrder("legal", "reporter");
  }

  @Test
  void staffMayReportAndWorkButNotWriteFiltersOrDeploy() {
    for (DemoUsers.DemoUser person : DemoUsers.all()) {
      if (person.role().equals(Roles.ADMINISTRATOR)) {
        continue;
      }
      String login = person.login();
      assertThat(may(login, Permissions.CREATE, Resources.FILTER, "*")).as(login).isFalse();
      assertThat(may(login, Permissions.CREATE, Resources.DEPLOYMENT, "*"))
          .as(login)
          .isEqualTo(login.equals("process-owner"));
      assertThat(may(login, Permissions.ACCESS, Resources.APPLICATION, "tasklist"))
          .as(login)
          .isTrue();
      assertThat(may(login, Permissions.ACCESS, Resources.APPLICATION, "cockpit"))
          .as(login)
          .isEqualTo(List.of("process-owner", "auditor").contains(login));
      assertThat(may(login, Permissions.ACCESS, Resources.APPLICATION, "admin"))
          .as(login)
          .isFalse();
      assertThat(
              may(
                  login,
                  ProcessDefinitionPermissions.CREATE_INSTANCE,
                  Resources.PROCESS_DEFINITION,
                  "IncidentLifecycle"))
          .as(login)
          .isTrue();
      assertThat(
              may(
                  login,
                  ProcessDefinitionPermissions.CREATE_INSTANCE,
                  Resources.PROCESS_DEFINITION,
                  "NoticeDelivery"))
          .as(login)
          .isFalse();
      for (Permission change :
          List.of(
              ProcessDefinitionPermissions.UPDATE,
              ProcessDefinitionPermissions.UPDATE_INSTANCE,
              ProcessDefinitionPermissions.UPDATE_TASK,
              ProcessDefinitionPermissions.UPDATE_INSTANCE_VARIABLE,
              ProcessDefinitionPermissions.UPDATE_TASK_VARIABLE,
              ProcessDefinitionPermissions.DELETE_INSTANCE,
              ProcessDefinitionPermissions.DELETE_HISTORY,
              ProcessDefinitionPermissions.MIGRATE_INSTANCE,
              ProcessDefinitionPermissions.TASK_WORK)) {
        assertThat(may(login, change, Resources.PROCESS_DEFINITION, "IncidentLifecycle"))
            .as(login + " " + change.getName())
            .isFalse();
      }
      assertThat(may(login, TaskPermissions.TASK_WORK, Resources.TASK, "*")).as(login).isFalse();
      assertThat(may(login, TaskPermissions.CREATE, Resources.TASK, "*")).as(login).isFalse();
    }
  }

  @Test
  void theAuditorReadsEverythingAndChangesNothing() {
    for (Permission reading :
        List.of(
            ProcessDefinitionPermissions.READ,
            ProcessDefinitionPermissions.READ_INSTANCE,
            ProcessDefinitionPermissions.READ_HISTORY,
            ProcessDefinitionPermissions.READ_TASK)) {
      assertThat(may("auditor", reading, Resources.PROCESS_DEFINITION, "any")).isTrue();
    }
    assertThat(may("auditor", Permissions.READ_HISTORY, Resources.DECISION_DEFINITION, "any"))
        .isTrue();
    assertThat(
            jdbc.queryForList(
                "SELECT perms_ FROM act_ru_authorization WHERE group_id_ = 'auditor'"
                    + " AND resource_type_ <> 2",
                Integer.class))
        .isNotEmpty()
        .allSatisfy(
            rights ->
                assertThat(
                        rights
                            & (Permissions.UPDATE.getValue()
                                | Permissions.CREATE.getValue()
                                | Permissions.DELETE.getValue()))
                    .isZero());
  }

  @Test
  void theAdministratorMayEverything() {
    for (Resource resource : Resources.values()) {
      if (resource == Resources.HISTORIC_TASK || resource == Resources.HISTORIC_PROCESS_INSTANCE) {
        // The engine answers about these only when rights on single finished instances are kept.
        continue;
      }
      assertThat(may("admin", Permissions.ALL, resource, "*")).as(resource.resourceName()).isTrue();
    }
  }

  @Test
  void aSecondStartChangesNothingAndRepairsDrift() {
    String state =
        "SELECT string_agg(concat_ws(':', id_, rev_, perms_), ',' ORDER BY id_)"
            + " FROM act_ru_authorization WHERE group_id_ = 'exec'";
    String before = jdbc.queryForObject(state, String.class);
    long users = identities.createUserQuery().count();
    setup.afterSingletonsInstantiated();
    assertThat(jdbc.queryForObject(state, String.class)).isEqualTo(before);
    assertThat(identities.createUserQuery().count()).isEqualTo(users);

    Authorization drifted =
        authorisations
            .createAuthorizationQuery()
            .groupIdIn("exec")
            .resourceType(Resources.PROCESS_DEFINITION)
            .resourceId("*")
            .singleResult();
    drifted.addPermission(ProcessDefinitionPermissions.DELETE_HISTORY);
    authorisations.saveAuthorization(drifted);
    assertThat(
            may(
                "exec",
                ProcessDefinitionPermissions.DELETE_HISTORY,
                Resources.PROCESS_DEFINITION,
                "x"))
        .isTrue();
    setup.afterSingletonsInstantiated();
    assertThat(
            may(
                "exec",
                ProcessDefinitionPermissions.DELETE_HISTORY,
                Resources.PROCESS_DEFINITION,
                "x"))
        .isFalse();
  }

  @Test
  void aRightThatLeftTheTableIsTakenAwayAndOneGivenByHandIsKeptAndNamed(CapturedOutput output) {
    grant("legal", "left-the-table");
    jdbc.update(
        "INSERT INTO granted_right (group_id, resource_type, resource_id) VALUES ('legal', ?, ?)",
        Resources.PROCESS_DEFINITION.resourceType(),
        "left-the-table");
    grant("legal", "given-by-hand");
    setup.afterSingletonsInstantiated();

    assertThat(granted("left-the-table")).isZero();
    assertThat(granted("given-by-hand")).isEqualTo(1);
    assertThat(output.getOut()).contains("are not in the table of rights: {").contains("legal=1");
    authorisations
        .createAuthorizationQuery()
        .resourceId("given-by-hand")
        .list()
        .forEach(right -> authorisations.deleteAuthorization(right.getId()));
  }

  private void grant(String group, String process) {
    Authorization right = authorisations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
    right.setGroupId(group);
    right.setResource(Resources.PROCESS_DEFINITION);
    right.setResourceId(process);
    right.addPermission(ProcessDefinitionPermissions.READ_HISTORY);
    authorisations.saveAuthorization(right);
  }

  private long granted(String process) {
    return authorisations.createAuthorizationQuery().resourceId(process).count();
  }

  @Test
  void aTeamThatLeftTheCatalogueKeepsItsRights() {
    Group team = identities.newGroup("responder-former");
    team.setType("TEAM");
    identities.saveGroup(team);
    setup.afterSingletonsInstantiated();
    assertThat(
            authorisations
                .createAuthorizationQuery()
                .groupIdIn("responder-former")
                .resourceType(Resources.APPLICATION)
                .resourceId("tasklist")
                .count())
        .isEqualTo(1);
    identities.deleteGroup("responder-former");
    setup.afterSingletonsInstantiated();
    assertThat(authorisations.createAuthorizationQuery().groupIdIn("responder-former").count())
        .isZero();
  }

  @Test
  void theLastAdministratorStays() {
    assertThatThrownBy(() -> identities.deleteMembership("admin", "camunda-admin"))
        .isInstanceOf(BadUserRequestException.class)
        .hasMessageContaining("last administrator");
    assertThatThrownBy(() -> identities.deleteUser("admin"))
        .isInstanceOf(BadUserRequestException.class);
    assertThatThrownBy(() -> identities.deleteGroup("camunda-admin"))
        .isInstanceOf(BadUserRequestException.class);

    identities.createMembership("scribe", "camunda-admin");
    identities.deleteMembership("scribe", "camunda-admin");
    assertThat(identities.createUserQuery().memberOfGroup("camunda-admin").count()).isEqualTo(1);
  }

  @Test
  void aWeakPasswordIsRefused() {
    for (String weak : List.of("short-1A", "alllowercase-1", "NoDigitsHere-")) {
      User user = identities.newUser("weak-person");
      user.setPassword(weak);
      assertThatThrownBy(() -> identities.saveUser(user))
          .as(weak)
          .isInstanceOf(ProcessEngineException.class);
    }
  }

  @Test
  void passwordsAreHashedSlowlyAndOldHashesStillFit() throws Exception {
    assertThat(password("legal")).startsWith("{PBKDF2-SHA512}10$");

    User user = identities.newUser("from-before");
    user.setPassword("Something-0ther");
    identities.saveUser(user);
    String salt =
        jdbc.queryForObject(
            "SELECT salt_ FROM act_id_user WHERE id_ = 'from-before'", String.class);
    byte[] old =
        MessageDigest.getInstance("SHA-512")
            .digest(("Old-Passw0rd" + salt).getBytes(StandardCharsets.UTF_8));
    jdbc.update(
        "UPDATE act_id_user SET pwd_ = ? WHERE id_ = 'from-before'",
        "{SHA-512}" + Base64.getEncoder().encodeToString(old));
    assertThat(identities.checkPassword("from-before", "Old-Passw0rd")).isTrue();
    identities.deleteUser("from-before");
  }

  @Test
  void withoutDemoAnAdministratorIsMadeOnceAndItsPasswordShownOnce(CapturedOutput output) {
    withoutAdministrator(
        () -> {
          external("").afterSingletonsInstantiated();
          Matcher shown = Pattern.compile("with the password (\\S+)").matcher(output.getOut());
          assertThat(shown.find()).isTrue();
          assertThat(identities.checkPassword("admin", shown.group(1))).isTrue();
          assertThat(groupsOf("admin")).containsExactlyInAnyOrder("camunda-admin", "reporter");

          external("").afterSingletonsInstantiated();
          assertThat(shown.find()).isFalse();
          assertThat(identities.checkPassword("admin", shown.reset().find() ? shown.group(1) : ""))
              .isTrue();
        });
  }

  @Test
  void withoutDemoTheAdministratorTakesTheGivenPassword(CapturedOutput output) {
    withoutAdministrator(
        () -> {
          external("Chosen-By-0perator").afterSingletonsInstantiated();
          assertThat(identities.checkPassword("admin", "Chosen-By-0perator")).isTrue();
          assertThat(output.getAll()).doesNotContain("Chosen-By-0perator");
        });
  }

  @Test
  void withoutDemoAWeakGivenPasswordStopsTheStart() {
    withoutAdministrator(
        () ->
            assertThatThrownBy(() -> external("admin").afterSingletonsInstantiated())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("IMS_ADMIN_PASSWORD is too weak"));
  }

  /** Ten wrong passwords, which anybody can send, lock a login; this is the way back in. */
  @Test
  void aStartUnlocksTheAdministrator() {
    jdbc.update("UPDATE act_id_user SET attempts_ = 10 WHERE id_ = 'admin'");

    external("").afterSingletonsInstantiated();

    assertThat(
            jdbc.queryForObject(
                "SELECT coalesce(attempts_, 0) FROM act_id_user WHERE id_ = 'admin'",
                Integer.class))
        .isZero();
  }

  private IdentitySetup external(String password) {
    return new IdentitySetup(
        identities, authorisations, services, jdbc, transactions, "external", password);
  }

  /** Within a transaction that is rolled back, so that the demo's administrator returns. */
  private void withoutAdministrator(Runnable test) {
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            status -> {
              status.setRollbackOnly();
              jdbc.update("DELETE FROM act_id_membership WHERE group_id_ = 'camunda-admin'");
              jdbc.update("DELETE FROM act_id_membership WHERE user_id_ = 'admin'");
              jdbc.update("DELETE FROM act_id_user WHERE id_ = 'admin'");
              jdbc.update("DELETE FROM act_ru_authorization WHERE user_id_ = 'admin'");
              test.run();
            });
  }

  private String password(String user) {
    return jdbc.queryForObject("SELECT pwd_ FROM act_id_user WHERE id_ = ?", String.class, user);
  }

  private boolean may(String user, Permission right, Resource resource, String id) {
    return authorisations.isUserAuthorized(user, groupsOf(user), right, resource, id);
  }

  private List<String> groupsOf(String user) {
    return identities.createGroupQuery().groupMember(user).list().stream()
        .map(Group::getId)
        .toList();
  }
}
