package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A claimed task belongs to the person who claimed it. */
@ImsHttpTest
class ClaimDoorTest {

  private static final String API = "/camunda/api/engine/engine/default/task/";

  @Autowired private ProcessEngine engine;
  @LocalServerPort private int port;
  private DoorProbe probe;

  @BeforeEach
  void deploy() {
    probe = new DoorProbe(engine);
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "submit-form", "resolve"})
  void anUnclaimedTaskIsNotCompleted(String step) {
    Task task = probe.start();
    HttpResponse<String> answer = desk().post(API + task.getId() + "/" + step, "{}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(Http.json(answer).path("message").asText())
        .isEqualTo("Claim the task \"Answer the probe\" before you complete it.");
    assertThat(probe.reload(task)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "submit-form", "resolve"})
  void somebodyElsesTaskIsNotCompleted(String step) {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "scribe");
    for (Http client : List.of(desk(), Http.webapp(port, "admin", "tasklist"))) {
      HttpResponse<String> answer = client.post(API + task.getId() + "/" + step, "{}");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(Http.json(answer).path("message").asText()).contains("held by scribe");
    }
    HttpResponse<String> rest =
        Http.basic(port, "admin").post("/engine-rest/task/" + task.getId() + "/" + step, "{}");
    assertThat(rest.statusCode()).isEqualTo(403);
    assertThat(probe.reload(task).getAssignee()).isEqualTo("scribe");
  }

  @Test
  void theEngineItselfRefusesItToo() {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "scribe");
    engine.getIdentityService().setAuthentication("service-desk", List.of("service-desk"));
    try {
      assertThatThrownBy(() -> engine.getTaskService().complete(task.getId()))
          .isInstanceOf(AuthorizationException.class)
          .hasMessageContaining("held by scribe");
    } finally {
      engine.getIdentityService().clearAuthentication();
    }
    // The application's own code, for which nobody is logged in, is free.
    engine.getTaskService().complete(task.getId());
    assertThat(probe.reload(task)).isNull();
  }

  @Test
  void aStrangerLearnsNothingAboutTheTask() {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "scribe");
    HttpResponse<String> answer =
        Http.webapp(port, "legal", "tasklist").post(API + task.getId() + "/complete", "{}");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("scribe").doesNotContain("Answer the probe");
  }

  @Test
  void claimingIsForOneself() {
    Task task = probe.start();
    Http desk = desk();
    assertThat(claim(desk, task, "\"scribe\"").statusCode()).isEqualTo(403);
    assertThat(probe.reload(task).getAssignee()).isNull();
    assertThat(claim(desk, task, "\"service-desk\"").statusCode()).isEqualTo(204);
    assertThat(probe.reload(task).getAssignee()).isEqualTo("service-desk");
  }

  @Test
  void theSecondWhoClaimsIsToldSo() {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "scribe");
    assertThat(claim(desk(), task, "\"service-desk\"").statusCode()).isEqualTo(409);
    assertThat(probe.reload(task).getAssignee()).isEqualTo("scribe");
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "submit-form", "resolve"})
  void theSecondWhoCompletesIsToldSo(String step) {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "service-desk");
    engine.getTaskService().complete(task.getId());

    HttpResponse<String> late = desk().post(API + task.getId() + "/" + step, "{}");

    assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
    HttpResponse<String> never = desk().post(API + "no-such-task/" + step, "{}");
    assertThat(never.statusCode()).as(never.body()).isNotEqualTo(409);
  }

  @Test
  void aTaskIsGivenBackByItsHolderOnly() {
    Task task = probe.start();
    Http desk = desk();
    engine.getTaskService().claim(task.getId(), "scribe");
    assertThat(claim(desk, task, "null").statusCode()).isEqualTo(403);
    assertThat(desk.post(API + task.getId() + "/unclaim", "{}").statusCode()).isEqualTo(403);
    assertThat(assign(desk, task, "\"service-desk\"").statusCode()).isEqualTo(403);
    assertThat(probe.reload(task).getAssignee()).isEqualTo("scribe");

    engine.getTaskService().setAssignee(task.getId(), "service-desk");
    assertThat(desk.post(API + task.getId() + "/unclaim", "{}").statusCode()).isEqualTo(204);
    assertThat(probe.reload(task).getAssignee()).isNull();
  }

  @Test
  void anIncidentManagerHandsATaskToSomebodyElse() {
    Task task = probe.start();
    engine.getTaskService().claim(task.getId(), "scribe");
    Http manager = Http.webapp(port, "incident-manager", "tasklist");
    assertThat(assign(manager, task, "\"service-desk\"").statusCode()).isEqualTo(204);
    assertThat(desk().post(API + task.getId() + "/complete", "{}").statusCode()).isEqualTo(204);
  }

  private Http desk() {
    return Http.webapp(port, "service-desk", "tasklist");
  }

  private static HttpResponse<String> claim(Http client, Task task, String user) {
    return client.post(API + task.getId() + "/claim", "{\"userId\":" + user + "}");
  }

  private static HttpResponse<String> assign(Http client, Task task, String user) {
    return client.post(API + task.getId() + "/assignee", "{\"userId\":" + user + "}");
  }
}
