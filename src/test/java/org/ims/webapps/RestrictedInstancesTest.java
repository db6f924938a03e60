package org.ims.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.HistoryService;
import org.ims.security.Http;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process owner learns nothing of a restricted incident from the engine's own API. */
@ImsHttpTest
class RestrictedInstancesTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";

  @Autowired private HistoryService history;
  @Autowired private Journey journey;
  @Autowired private JdbcClient jdbc;
  @LocalServerPort private int port;

  private String open;
  private String restricted;

  @BeforeEach
  void twoIncidents() {
    open = journey.toConfirmation(Journey.Kind.MINOR);
    restricted = journey.toConfirmation(Journey.Kind.MINOR);
    jdbc.sql("update incident set restricted = true where number = ?").param(restricted).update();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/history/process-instance?sortBy=startTime&sortOrder=desc",
        "/history/activity-instance?sortBy=startTime&sortOrder=desc",
        "/history/task?sortBy=startTime&sortOrder=desc",
        "/history/decision-instance?sortBy=evaluationTime&sortOrder=desc",
        "/history/user-operation?sortBy=timestamp&sortOrder=desc",
        "/history/job-log?sortBy=timestamp&sortOrder=desc",
        "/process-instance?sortBy=businessKey&sortOrder=desc",
      })
  void listsLeaveOutItsInstances(String list) {
    for (String base : List.of(WEBAPP, "/engine-rest")) {
      assertThat(numbers("process-owner", base, list)).contains(open).doesNotContain(restricted);
    }
    assertThat(numbers("auditor", WEBAPP, list)).contains(open, restricted);
  }

  @ParameterizedTest
  @CsvSource({
    "/history/process-instance/{id}",
    "/history/activity-instance?maxResults=9&processInstanceId={id}",
    "/history/task?maxResults=9&processInstanceId={id}",
    "/history/activity-instance/count?processInstanceId={id}",
    "/process-instance/{id}",
    "/process-instance/{id}/activity-instances",
  })
  void itsInstancesAreUnknownByTheirId(String path) {
    for (String number : List.of(open, restricted)) {
      String filled = WEBAPP + path.replace("{id}", instance(number));
      HttpResponse<String> answer = Http.webapp(port, "process-owner", "cockpit").get(filled);
      assertThat(answer.statusCode())
          .as("%s of %s: %s", path, number, answer.body())
          .isEqualTo(number.equals(open) ? 200 : 404);
      assertThat(Http.webapp(port, "auditor", "cockpit").get(filled).statusCode()).isEqualTo(200);
    }
  }

  /** Cockpit's list of running instances comes from a plugin of its own. */
  @Test
  void cockpitsListOfRunningInstancesLeavesThemOutToo() {
    String definition =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceId(instance(open))
            .singleResult()
            .getProcessDefinitionId();
    String path =
        "/camunda/api/cockpit/plugin/base/default/process-instance?firstResult=0&maxResults=500";
    String body =
        "{\"processDefinitionId\":\"%s\",\"sortBy\":\"startTime\",\"sortOrder\":\"desc\"}"
            .formatted(definition);
    HttpResponse<String> answer = Http.webapp(port, "process-owner", "cockpit").post(path, body);
    assertThat(answer.body()).contains(open).doesNotContain(restricted);
    assertThat(Http.webapp(port, "auditor", "cockpit").post(path, body).body())
        .contains(open, restricted);
  }

  private String instance(String number) {
    return history
        .createHistoricProcessInstanceQuery()
        .processInstanceBusinessKey(number)
        .processDefinitionKey("IncidentLifecycle")
        .singleResult()
        .getId();
  }

  /** The incidents to which the items of a list belong. */
  private List<String> numbers(String login, String base, String list) {
    Http client =
        base.equals(WEBAPP) ? Http.webapp(port, login, "cockpit") : Http.basic(port, login);
    HttpResponse<String> answer = client.get(base + list + "&maxResults=300");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<String> numbers = new ArrayList<>();
    String field = list.contains("/process-instance?") ? "id" : "processInstanceId";
    for (JsonNode item : json(answer.body())) {
      // Some jobs belong to no instance.
      if (item.path(field).isTextual()) {
        numbers.add(
            history
                .createHistoricProcessInstanceQuery()
                .processInstanceId(item.path(field).textValue())
                .singleResult()
                .getBusinessKey());
      }
    }
    return numbers;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
