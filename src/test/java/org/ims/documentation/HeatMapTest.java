package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.ims.engine.EngineClock;
import org.ims.incident.Reader;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The figures of a heat map over a process of its own, and who is told them. */
@ImsHttpTest
class HeatMapTest {

  private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

  private static final Reader AUDITOR = new Reader("auditor", Set.of("auditor"));

  @Autowired private RepositoryService repository;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @Autowired private HistoryService history;
  @Autowired private EngineClock clock;
  @Autowired private Journey journey;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  private String deployment;
  private String definition;

  @BeforeEach
  void deploy() {
    deployment =
        repository
            .createDeployment()
            .addModelInstance(
                "measured.bpmn",
                Bpmn.createExecutableProcess("Measured")
                    .camundaHistoryTimeToLive(1)
                    .startEvent("Start")
                    .userTask("Work")
                    .camundaDueDate("PT1H")
                    .endEvent("End")
                    .done())
            .deploy()
            .getId();
    definition =
        repository.createProcessDefinitionQuery().deploymentId(deployment).singleResult().getId();
  }

  @AfterEach
  void undeploy() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void tellsVisitsWaitingWorkingAndBreaches() {
    // Waited and worked on, in minutes; the last two are late.
    handled(null, 10, 20);
    handled(null, 20, 30);
    handled(null, 30, 40);
    handled(null, 90, 10);
    clock.stopAt(MORNING.plus(Duration.ofHours(5)));
    started(null);

    JsonNode heat = read("auditor", "");
    assertThat(heat.get("key").asText()).isEqualTo("Measured");
    assertThat(heat.get("version").asInt()).isEqualTo(1);
    assertThat(heat.get("instances").asInt()).isEqualTo(5);
    assertThat(element(heat, "Start").toString())
        .isEqualTo("{\"id\":\"Start\",\"visits\":5,\"running\":0,\"cancelled\":0}");
    assertThat(element(heat, "Work").toString())
        .isEqualTo(
            "{\"id\":\"Work\",\"visits\":5,\"running\":1,\"cancelled\":0,\"tasks\":{"
                + "\"created\":5,\"claimed\":4,\"waitingMedian\":1500.0,\"waitingP90\":4320.0,"
                + "\"completed\":4,\"workingMedian\":1500.0,\"workingP90\":2220.0,\"breaches\":2}}");

    assertThat(read("auditor", "?to=2026-03-02T12:00:00Z").get("instances").asInt()).isEqualTo(4);
    assertThat(read("auditor", "?from=2026-03-02T12:00:00Z").get("instances").asInt()).isEqualTo(1);
  }

  @Test
  void ofTooManyInstancesTheNewestCount() {
    handled(null, 10, 20);
    handled(null, 30, 40);
    clock.stopAt(MORNING.plus(Duration.ofHours(5)));
    started(null);

    HeatMap.Figures newest =
        new HeatMap(jdbc, clock, 1)
            .of(definition, Instant.EPOCH, MORNING.plus(Duration.ofDays(1)), AUDITOR)
            .orElseThrow();
    assertThat(newest.instances()).isEqualTo(3);
    assertThat(newest.counted()).isEqualTo(1);
    assertThat(newest.elements())
        .filteredOn(element -> element.id().equals("Work"))
        .singleElement()
        .satisfies(work -> assertThat(work.running()).isEqualTo(1))
        .satisfies(work -> assertThat(work.visits()).isEqualTo(1));
    assertThat(read("auditor", "").get("counted").asInt()).isEqualTo(3);
  }

  @Test
  void exercisesDoNotCountAndRestrictedIncidentsOnlyForThoseWhoSeeThem() {
    String ordinary = journey.toTriage(Journey.Kind.MINOR);
    String exercise = journey.toTriage(Journey.Kind.MINOR);
    String restricted = restricted();
    jdbc.sql("update incident set drill = true where number = ?").param(exercise).update();
    List.of(ordinary, exercise, restricted).forEach(this::started);
    try {
      assertThat(read("auditor", "").get("instances").asInt()).isEqualTo(2);
      assertThat(read("process-owner", "").get("instances").asInt()).isEqualTo(1);
      assertThat(element(read("process-owner", ""), "Work").get("visits").asInt()).isEqualTo(1);
    } finally {
      jdbc.sql("update incident set drill = false where number = ?").param(exercise).update();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "auditor, 200", "process-owner, 200", "incident-manager, 200", "admin, 200",
    "service-desk, 403", "responder, 403", "reporter, 403", "exec, 403",
  })
  void isForThoseWhoAnswerForTheProcesses(String login, int status) {
    assertThat(Api.as(login, port).get(path("")).status()).isEqualTo(status);
    assertThat(Api.as(login, port).get("/api/process-instances/" + started(null)).status())
        .isEqualTo(status);
  }

  @Test
  void whatIsUnknownOrMeaninglessIsRefused() {
    assertThat(Api.as("auditor", port).get("/api/process-definitions/None:1:2/heat").status())
        .isEqualTo(404);
    Api.Answer answer = Api.as("auditor", port).get(path("?from=yesterday&form=x"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("from", "form");
  }

  @ParameterizedTest
  @CsvSource({"auditor, 200", "admin, 200", "incident-manager, 200", "process-owner, 404"})
  void anInstanceOfARestrictedIncidentIsKnownToThoseWhoSeeTheIncident(String login, int status) {
    String restricted = restricted();
    String instance =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(restricted)
            .processDefinitionKey("IncidentLifecycle")
            .singleResult()
            .getId();
    Api.Answer answer = Api.as(login, port).get("/api/process-instances/" + instance);
    assertThat(answer.status()).isEqualTo(status);
    if (status == 200) {
      assertThat(answer.json().at("/incident/number").asText()).isEqualTo(restricted);
    } else {
      assertThat(answer.text()).doesNotContain(restricted);
    }
  }

  @Test
  void anInstanceTellsItsIncidentAndOneWithoutAnIncidentNone() {
    Api auditor = Api.as("auditor", port);
    assertThat(auditor.get("/api/process-instances/" + started(null)).json().has("incident"))
        .isFalse();
    assertThat(auditor.get("/api/process-instances/none").status()).isEqualTo(404);
  }

  private String restricted() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();
    return number;
  }

  private void handled(String key, int waited, int worked) {
    clock.stopAt(MORNING);
    String instance = started(key);
    Task task = tasks.createTaskQuery().processInstanceId(instance).singleResult();
    clock.stopAt(MORNING.plus(Duration.ofMinutes(waited)));
    tasks.claim(task.getId(), "responder");
    clock.stopAt(MORNING.plus(Duration.ofMinutes(waited + worked)));
    tasks.complete(task.getId());
  }

  private String started(String key) {
    return runtime.startProcessInstanceById(definition, key).getId();
  }

  private JsonNode read(String login, String query) {
    Api.Answer answer = Api.as(login, port).get(path(query));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private String path(String query) {
    return "/api/process-definitions/" + definition + "/heat" + query;
  }

  private static JsonNode element(JsonNode heat, String id) {
    return StreamSupport.stream(heat.get("elements").spliterator(), false)
        .filter(element -> element.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
