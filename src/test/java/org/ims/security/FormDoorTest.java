package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.DelegationState;
import org.camunda.bpm.engine.task.Task;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever submits a form can set the form's fields, and nothing else, over whichever interface. */
@ImsHttpTest
class FormDoorTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String REST = "/engine-rest";

  @Autowired private ProcessEngine engine;
  @LocalServerPort private int port;
  private DoorProbe probe;

  @BeforeEach
  void deploy() {
    probe = new DoorProbe(engine);
  }

  @ParameterizedTest
  @CsvSource({
    "submit-form, priority",
    "complete, priority",
    "resolve, priority",
    "submit-form, knownFacts",
    "complete, knownFacts",
    "resolve, knownFacts",
    "submit-form, name",
    "complete, incidentNumber",
  })
  void aVariableThatIsNoFieldOfTheTasksFormIsRefused(String step, String foreign) {
    for (String api : new String[] {WEBAPP, REST}) {
      Task task = held(api, step);
      HttpResponse<String> answer =
          client(api)
              .post(
                  api + "/task/" + task.getId() + "/" + step,
                  "{\"variables\":{\"answer\":{\"value\":\"42\"},\"%s\":{\"value\":\"x\"}}}"
                      .formatted(foreign));
      assertThat(answer.statusCode()).as(api).isEqualTo(400);
      assertThat(Http.json(answer).path("message").asText())
          .contains("\"" + foreign + "\" is not a field of the form");
      assertThat(probe.reload(task)).isNotNull();
      assertThat(probe.variables(task.getProcessInstanceId())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit-form", "complete"})
  void theFieldsOfTheFormAreTaken(String step) {
    for (String api : new String[] {WEBAPP, REST}) {
      Task task = held(api, step);
      HttpResponse<String> answer =
          client(api)
              .post(
                  api + "/task/" + task.getId() + "/" + step,
                  "{\"variables\":{\"answer\":{\"value\":\"42\"},\"agreed\":{\"value\":true},"
                      + "\"people\":{\"value\":\"[]\",\"type\":\"Json\"}}}");
      assertThat(answer.statusCode()).as(api + ": " + answer.body()).isEqualTo(204);
      assertThat(probe.variables(task.getProcessInstanceId()))
          .containsExactly("agreed", "answer", "people");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit-form", "complete"})
  void aTaskWithoutFormTakesNoVariables(String step) {
    Task task = probe.bare();
    engine.getTaskService().claim(task.getId(), "service-desk");
    Http desk = client(WEBAPP);
    String path = WEBAPP + "/task/" + task.getId() + "/" + step;
    assertThat(desk.post(path, "{\"variables\":{\"answer\":{\"value\":\"1\"}}}").statusCode())
        .isEqualTo(400);
    assertThat(desk.post(path, "{}").statusCode()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"key/DoorProbe/start", "key/DoorProbe/submit-form", "ID/start", "ID/submit-form"})
  void aStartTakesTheFieldsOfItsFormOnly(String step) {
    for (String api : new String[] {WEBAPP, REST}) {
      Http client = api.equals(REST) ? client(api) : Http.webapp(port, "reporter", "tasklist");
      String path = api + "/process-definition/" + step.replace("ID", definition());
      long before = probe.instances();
      HttpResponse<String> foreign =
          client.post(
              path, "{\"variables\":{\"title\":{\"value\":\"t\"},\"team\":{\"value\":\"legal\"}}}");
      assertThat(foreign.statusCode()).as(api).isEqualTo(400);
      assertThat(Http.json(foreign).path("message").asText())
          .contains("\"team\" is not a field of the form");
      assertThat(
              client
                  .post(path, "{\"businessKey\":\"INC-2026-000001\",\"variables\":{}}")
                  .statusCode())
          .isEqualTo(400);
      assertThat(probe.instances()).isEqualTo(before);

      HttpResponse<String> fine =
          client.post(path, "{\"variables\":{\"title\":{\"value\":\"t\"}}}");
      assertThat(fine.statusCode()).as(fine.body()).isEqualTo(200);
      assertThat(probe.variables(Http.json(fine).path("id").asText())).containsExactly("title");
    }
  }

  @Test
  void aStartCannotSkipStepsOrListeners() {
    for (String body :
        new String[] {
          "{\"startInstructions\":[{\"type\":\"startBeforeActivity\","
              + "\"activityId\":\"UserTask_Bare\"}]}",
          "{\"skipCustomListeners\":true,\"startInstructions\":[{\"type\":\"startAfterActivity\","
              + "\"activityId\":\"UserTask_Bare\"}]}",
        }) {
      assertThat(
              Http.webapp(port, "reporter", "tasklist")
                  .post(WEBAPP + "/process-definition/key/DoorProbe/start", body)
                  .statusCode())
          .isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bpmnError, '{\"errorCode\":\"Err_X\",\"variables\":{\"team\":{\"value\":\"x\"}}}'",
    "bpmnEscalation, '{\"escalationCode\":\"Esc_X\"}'",
  })
  void aTaskCannotBeLeftByThrowing(String step, String body) {
    Task task = held(WEBAPP, step);
    assertThat(
            client(WEBAPP).post(WEBAPP + "/task/" + task.getId() + "/" + step, body).statusCode())
        .isEqualTo(400);
    assertThat(probe.reload(task)).isNotNull();
  }

  @Test
  void variablesCannotBeWrittenPastTheForm() {
    Task task = held(WEBAPP, "complete");
    Http desk = client(WEBAPP);
    for (String path :
        new String[] {
          "/task/" + task.getId() + "/variables/team",
          "/task/" + task.getId() + "/localVariables/team",
          "/process-instance/" + task.getProcessInstanceId() + "/variables/team",
          "/execution/" + task.getExecutionId() + "/localVariables/team",
        }) {
      assertThat(
              desk.send("PUT", WEBAPP + path, "{\"value\":\"legal\"}", "application/json")
                  .statusCode())
          .as(path)
          .isEqualTo(403);
    }
    assertThat(probe.variables(task.getProcessInstanceId())).isEmpty();
  }

  @Test
  void messagesAndSignalsAreTheApplicationsOwn() {
    Http desk = client(WEBAPP);
    assertThat(
            desk.post(
                    WEBAPP + "/message",
                    "{\"messageName\":\"Msg_NoticeDeliveryRequested\",\"processVariables\":"
                        + "{\"incidentNumber\":{\"value\":\"INC-2026-000001\"}}}")
                .statusCode())
        .isEqualTo(403);
    assertThat(desk.post(WEBAPP + "/signal", "{\"name\":\"anything\"}").statusCode())
        .isEqualTo(403);
  }

  @Test
  void theApplicationItselfMaySetWhatItNeeds() {
    Task task = probe.start();
    engine.getTaskService().complete(task.getId(), java.util.Map.of("team", "legal"));
    assertThat(probe.variables(task.getProcessInstanceId())).containsExactly("team");
  }

  private String definition() {
    return engine
        .getRepositoryService()
        .createProcessDefinitionQuery()
        .processDefinitionKey(DoorProbe.KEY)
        .latestVersion()
        .singleResult()
        .getId();
  }

  /** A task that the client of this interface holds; one to be resolved was delegated to them. */
  private Task held(String api, String step) {
    Task task = probe.start();
    String user = api.equals(REST) ? "admin" : "service-desk";
    if (step.equals("resolve")) {
      engine.getTaskService().delegateTask(task.getId(), user);
      assertThat(probe.reload(task).getDelegationState()).isEqualTo(DelegationState.PENDING);
    } else {
      engine.getTaskService().claim(task.getId(), user);
    }
    return task;
  }

  private Http client(String api) {
    return api.equals(REST)
        ? Http.basic(port, "admin")
        : Http.webapp(port, "service-desk", "tasklist");
  }
}
