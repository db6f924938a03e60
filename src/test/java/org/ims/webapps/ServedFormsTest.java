package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.ims.security.Http;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The forms as Tasklist and tools get them, choices included. */
@ImsHttpTest
class ServedFormsTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String FORM =
      """
      {"id":"ServedFormsProbe","type":"default","schemaVersion":16,"components":[
        {"type":"group","label":"Group","components":[
          {"key":"who","type":"taglist","label":"Who","properties":{"choices":"users"}},
          {"key":"team","type":"select","label":"Team","properties":{"choices":"teams"}},
          {"key":"what","type":"select","label":"What","properties":{"choices":"services"}}]}]}
      """;

  @Autowired private RepositoryService repository;
  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;
  @LocalServerPort private int port;

  private String deployment;
  private String task;

  @BeforeEach
  void deploy() {
    deployment =
        repository
            .createDeployment()
            .name("ServedFormsTest")
            .addModelInstance(
                "ServedFormsProbe.bpmn",
                Bpmn.createExecutableProcess("ServedFormsProbe")
                    .camundaHistoryTimeToLiveString("P1825D")
                    .startEvent()
                    .camundaFormRef("ServedFormsProbe")
                    .camundaFormRefBinding("latest")
                    .userTask("UserTask_Probe")
                    .camundaFormRef("ServedFormsProbe")
                    .camundaFormRefBinding("latest")
                    .camundaCandidateGroups("service-desk")
                    .endEvent()
                    .done())
            .addString("ServedFormsProbe.form", FORM)
            .deploy()
            .getId();
    String instance = runtime.startProcessInstanceByKey("ServedFormsProbe").getId();
    task = tasks.createTaskQuery().processInstanceId(instance).singleResult().getId();
  }

  @AfterEach
  void remove() {
    repository.deleteDeployment(deployment, true);
  }

  @Test
  void aTaskOffersPeopleTeamsAndServices() {
    HttpResponse<String> answer =
        Http.webapp(port, "service-desk", "tasklist")
            .get(WEBAPP + "/task/" + task + "/deployed-form?noCache=1");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(labels(answer, "who"))
        .contains("Robin Repair (responder)", "Ines Manage (incident-manager)")
        .doesNotContain("Rita Reporter (reporter)", "Aron Audit (auditor)")
        .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
    assertThat(values(answer, "who")).contains("responder", "responder-2");
    assertThat(values(answer, "team"))
        .contains("service-desk", "responder", "responder-facilities")
        .doesNotContain("reporter", "auditor", "camunda-admin");
    assertThat(values(answer, "what")).isNotEmpty();
  }

  @Test
  void theAnswerStatesItsTrueLength() {
    HttpResponse<String> answer =
        Http.webapp(port, "service-desk", "tasklist")
            .get(WEBAPP + "/task/" + task + "/deployed-form");

    assertThat(answer.headers().firstValueAsLong("Content-Length"))
        .hasValue(answer.body().getBytes(StandardCharsets.UTF_8).length);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @ParameterizedTest
  @CsvSource({
    "process-owner, /engine-rest/process-definition/key/ServedFormsProbe",
    "process-owner, /engine-rest/engine/default/process-definition/key/ServedFormsProbe",
  })
  void toolsGetTheSameStartForm(String user, String definition) {
    HttpResponse<String> answer = Http.basic(port, user).get(definition + "/deployed-start-form");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(values(answer, "who")).contains("responder");
  }

  @Test
  void whoReportsChoosesAmongTheServicesOfTheCatalogue() {
    HttpResponse<String> answer =
        Http.webapp(port, "reporter", "tasklist")
            .get(WEBAPP + "/process-definition/key/IncidentLifecycle/deployed-start-form");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(values(answer, "service")).isNotEmpty();
  }

  @Test
  void refusalsStayRefusals() {
    Http reporter = Http.webapp(port, "reporter", "tasklist");

    HttpResponse<String> forbidden = reporter.get(WEBAPP + "/task/" + task + "/deployed-form");
    HttpResponse<String> unknown =
        reporter.get(WEBAPP + "/process-definition/key/Unknown/deployed-start-form");
    HttpResponse<String> anonymous =
        Http.anonymous(port).get(WEBAPP + "/task/" + task + "/deployed-form");

    assertThat(forbidden.statusCode()).isEqualTo(403);
    assertThat(forbidden.body()).doesNotContain("Robin");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(anonymous.statusCode()).isEqualTo(401);
  }

  private static List<String> labels(HttpResponse<String> form, String field) {
    return options(form, field, "label");
  }

  private static List<String> values(HttpResponse<String> form, String field) {
    return options(form, field, "value");
  }

  private static List<String> options(HttpResponse<String> form, String field, String part) {
    JsonNode found =
        StreamSupport.stream(Http.json(form).findParents("key").spliterator(), false)
            .filter(component -> component.path("key").asText().equals(field))
            .findFirst()
            .orElseThrow(() -> new AssertionError("No field " + field + " in " + form.body()));
    return found.path("values").findValuesAsText(part);
  }
}
