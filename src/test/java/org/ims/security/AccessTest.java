package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.Task;
import org.ims.engine.EngineClock;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who gets in, and that the engine's authorisations apply to whoever is in. */
@ImsHttpTest
class AccessTest {

  @Autowired private ProcessEngine engine;
  @Autowired private EngineClock clock;
  @LocalServerPort private int port;
  private DoorProbe probe;

  @BeforeEach
  void deploy() {
    probe = new DoorProbe(engine);
  }

  @Test
  void theAuditorReadsHistoryAndTheOperationLog() {
    Task task = probe.start();
    engine.getTaskService().complete(task.getId());
    Http auditor = Http.basic(port, "auditor");
    assertThat(
            Http.json(
                auditor.get(
                    "/engine-rest/history/task?maxResults=9&processInstanceId="
                        + task.getProcessInstanceId())))
        .hasSize(2);
    assertThat(
            Http.json(
                auditor.get(
                    "/engine-rest/history/activity-instance?maxResults=9&processInstanceId="
                        + task.getProcessInstanceId())))
        .isNotEmpty();
    assertThat(auditor.get("/engine-rest/history/user-operation?maxResults=10").statusCode())
        .isEqualTo(200);
  }

  @Test
  void staffSeeTheTasksOfTheirGroupsOnly() {
    Task task = probe.start();
    String path =
        "/camunda/api/engine/engine/default/task?maxResults=9&processInstanceId="
            + task.getProcessInstanceId();
    assertThat(Http.json(Http.webapp(port, "service-desk", "tasklist").get(path))).hasSize(1);
    assertThat(Http.json(Http.webapp(port, "legal", "tasklist").get(path))).isEmpty();
    assertThat(Http.json(Http.webapp(port, "reporter", "tasklist").get(path))).isEmpty();
    // Leads look at everybody's work.
    assertThat(Http.json(Http.webapp(port, "incident-manager", "tasklist").get(path))).hasSize(1);
  }

  @Test
  void whoWorksATaskGetsItsFormAndVariables() {
    Task task = probe.start();
    engine.getTaskService().setVariableLocal(task.getId(), "knownFacts", "The server room is wet.");
    engine
        .getRuntimeService()
        .setVariable(task.getExecutionId(), "incidentNumber", "INC-2026-000001");
    Http desk = Http.webapp(port, "service-desk", "tasklist");
    String path = "/camunda/api/engine/engine/default/task/" + task.getId();
    assertThat(desk.get(path + "/form").statusCode()).isEqualTo(200);
    assertThat(desk.get(path + "/deployed-form").statusCode()).isEqualTo(200);
    assertThat(
            Http.json(desk.get(path + "/form-variables")).path("knownFacts").path("value").asText())
        .isEqualTo("The server room is wet.");
    // What the cards of the list show.
    assertThat(
            Http.json(
                desk.post(
                    "/camunda/api/engine/engine/default/variable-instance?maxResults=9&firstResult=0",
                    "{\"processInstanceIdIn\":[\""
                        + task.getProcessInstanceId()
                        + "\"],\"variableName\":\"incidentNumber\"}")))
        .hasSize(1);
    assertThat(desk.get(path + "/identity-links").statusCode()).isEqualTo(200);
    assertThat(
            desk.get(
                    "/camunda/api/engine/engine/default/process-definition/"
                        + task.getProcessDefinitionId()
                        + "/xml")
                .statusCode())
        .isEqualTo(200);
    Http stranger = Http.webapp(port, "legal", "tasklist");
    assertThat(stranger.get(path + "/form-variables").statusCode()).isEqualTo(403);
  }

  @Test
  void everybodyGetsTheStartFormOfTheLifecycle() {
    Http reporter = Http.webapp(port, "reporter", "tasklist");
    String path = "/camunda/api/engine/engine/default/process-definition/key/IncidentLifecycle";
    assertThat(reporter.get(path + "/startForm").statusCode()).isEqualTo(200);
    assertThat(reporter.get(path + "/deployed-start-form").statusCode()).isEqualTo(200);
    assertThat(
            Http.json(
                reporter.get(
                    "/camunda/api/engine/engine/default/process-definition?latest=true"
                        + "&startableInTasklist=true&startablePermissionCheck=true"
                        + "&key=IncidentLifecycle&maxResults=9")))
        .hasSize(1);
  }

  @Test
  void aReportThatBreaksRulesIsRefusedInTheWebApplicationsToo() {
    HttpResponse<String> answer =
        Http.webapp(port, "reporter", "tasklist")
            .post(
                "/camunda/api/engine/engine/default/process-definition/key/IncidentLifecycle"
                    + "/submit-form",
                "{\"variables\":{\"title\":{\"value\":\"\"}}}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(Http.json(answer).path("message").asText()).isNotBlank();
  }

  @Test
  void everybodyCanOpenEveryFilterThatTheyAreShown() {
    for (DemoUsers.DemoUser person : DemoUsers.all()) {
      Http client = Http.webapp(port, person.login(), "tasklist");
      String path = "/camunda/api/engine/engine/default/filter";
      JsonNode filters = Http.json(client.get(path + "?maxResults=100"));
      assertThat(filters.isArray()).as(person.login() + filters).isTrue();
      for (JsonNode filter : filters) {
        HttpResponse<String> tasks =
            client.get(
                path + "/" + filter.path("id").asText() + "/list?firstResult=0&maxResults=5");
        assertThat(tasks.statusCode())
            .as(person.login() + " " + filter.path("name").asText() + " " + tasks.body())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void whoDeploysCannotDeleteWhatRunsOnIt() {
    String deployment =
        engine
            .getRepositoryService()
            .createDeploymentQuery()
            .deploymentName("door probe")
            .orderByDeploymentTime()
            .desc()
            .listPage(0, 1)
            .get(0)
            .getId();
    Task task = probe.start();
    engine.getIdentityService().setAuthentication("process-owner", List.of("process-owner"));
    String own;
    try {
      own =
          engine
              .getRepositoryService()
              .createDeployment()
              .name("by the process owner")
              .addClasspathResource("security/DoorStart.form")
              .deploy()
              .getId();
    } finally {
      engine.getIdentityService().clearAuthentication();
    }
    Http owner = Http.basic(port, "process-owner");
    for (String id : List.of(deployment, own)) {
      assertThat(
              owner
                  .send("DELETE", "/engine-rest/deployment/" + id + "?cascade=true", null, null)
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(probe.reload(task)).isNotNull();
    engine.getRepositoryService().deleteDeployment(own, true);
  }

  @Test
  void aLoginBelongsToItsOwnerButIsNotTheirsToDelete() {
    IdentityService identities = engine.getIdentityService();
    User user = identities.newUser("owner-of-login");
    user.setPassword(DemoUsers.PASSWORD);
    identities.saveUser(user);
    identities.createMembership("owner-of-login", Roles.REPORTER);
    Http own = Http.webapp(port, "owner-of-login", "tasklist");
    String path = "/camunda/api/engine/engine/default/user/owner-of-login";
    assertThat(own.get(path + "/profile").statusCode()).isEqualTo(200);
    assertThat(own.send("DELETE", path, null, null).statusCode()).isEqualTo(403);
    assertThat(
            own.send(
                    "PUT",
                    path + "/credentials",
                    "{\"password\":\"Changed-1ncident\",\"authenticatedUserPassword\":\"%s\"}"
                        .formatted(DemoUsers.PASSWORD),
                    "application/json")
                .statusCode())
        .isEqualTo(204);
    assertThat(identities.checkPassword("owner-of-login", "Changed-1ncident")).isTrue();
    identities.deleteUser("owner-of-login");
  }

  @Test
  void wrongPasswordsLockALoginForAWhile() {
    IdentityService identities = engine.getIdentityService();
    User user = identities.newUser("forgetful");
    user.setPassword("Remember-Me-1");
    identities.saveUser(user);
    clock.stopAt(clock.instant());
    assertThat(Http.basic(port, "forgetful", "wrong").get("/api/nothing").statusCode())
        .isEqualTo(401);
    assertThat(Http.basic(port, "forgetful", "Remember-Me-1").get("/api/nothing").statusCode())
        .as("locked for some seconds, also for the right password")
        .isEqualTo(401);
    clock.stopAt(clock.instant().plus(Duration.ofHours(1)));
    assertThat(Http.basic(port, "forgetful", "Remember-Me-1").get("/api/nothing").statusCode())
        .isEqualTo(404);
    identities.deleteUser("forgetful");
  }

  @Test
  void nobodyIsLeftBehindInTheThread() {
    // The pool's threads serve one request after the other; each has to begin as nobody.
    Task task = probe.start();
    for (int i = 0; i < 20; i++) {
      assertThat(Http.basic(port, "admin").get("/engine-rest/task/" + task.getId()).statusCode())
          .isEqualTo(200);
      assertThat(
              Http.anonymous(port)
                  .get("/camunda/api/engine/engine/default/task/" + task.getId())
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    String large = "{\"title\":\"" + "x".repeat(1024 * 1024) + "\"}";
    HttpResponse<String> answer = Http.basic(port, "reporter").post("/api/incidents", large);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(Http.json(answer).path("status").asInt()).isEqualTo(413);
  }
}
