package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who may change incidents, and which; over the same interfaces as Tasklist and programs. */
@ImsHttpTest
class ChangeAccessTest {

  private static final String WEBAPP = "/camunda/api/engine/engine/default";
  private static final String START = "/process-definition/key/IncidentChange";

  @Autowired private Incidents incidents;
  @Autowired private Jobs jobs;
  @LocalServerPort private int port;

  @ParameterizedTest
  @CsvSource({
    "service-desk, 200",
    "responder, 200",
    "incident-manager, 200",
    "legal, 200",
    "admin, 200",
    "reporter, 403"
  })
  void staffMayChangeIncidentsAndReportersMayNot(String login, int status) {
    String number = report("reporter", false);

    HttpResponse<String> answer =
        Http.webapp(port, login, "tasklist")
            .post(WEBAPP + START + "/submit-form", withdrawal(number));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(incidents.get(number).state())
        .isEqualTo(status == 200 ? IncidentState.CANCELLED : IncidentState.TRIAGE);
  }

  @ParameterizedTest
  @CsvSource({"process-owner, 200", "auditor, 403", "reporter, 403"})
  void theEnginesRestApiKnowsTheSameRights(String login, int status) {
    String number = report("reporter", false);

    HttpResponse<String> answer =
        Http.basic(port, login).post("/engine-rest" + START + "/submit-form", withdrawal(number));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(incidents.get(number).state())
        .isEqualTo(status == 200 ? IncidentState.CANCELLED : IncidentState.TRIAGE);
  }

  @ParameterizedTest
  @CsvSource({"security-lead, true", "service-desk, false", "exec, true", "responder, false"})
  void aRestrictedIncidentIsOfferedToThoseConcerned(String login, boolean offered) {
    String open = report("reporter", false);
    String restricted = report("exec", true);

    List<String> incidentsOffered = offered(login, "incident");
    assertThat(incidentsOffered).contains(open);
    assertThat(incidentsOffered.contains(restricted)).isEqualTo(offered);
    assertThat(offered(login, "otherIncident")).isEqualTo(incidentsOffered);
    assertThat(label(login, open)).isEqualTo(open + " - Printer on fire (triage)");
  }

  @Test
  void aRestrictedIncidentIsNotChangedByGuessingItsNumber() {
    String restricted = report("exec", true);

    HttpResponse<String> answer =
        Http.webapp(port, "service-desk", "tasklist")
            .post(WEBAPP + START + "/submit-form", withdrawal(restricted));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(Http.json(answer).path("message").asText())
        .contains("The incident must be chosen from the list.");
    assertThat(incidents.get(restricted).state()).isEqualTo(IncidentState.TRIAGE);
  }

  @Test
  void anEndedIncidentIsNoLongerOffered() {
    String number = report("reporter", false);
    assertThat(offered("service-desk", "incident")).contains(number);
    Http.webapp(port, "service-desk", "tasklist")
        .post(WEBAPP + START + "/submit-form", withdrawal(number));
    assertThat(offered("service-desk", "incident")).doesNotContain(number);
  }

  @Test
  void theApiTellsHowIncidentsHangTogether() {
    String parent = report("reporter", false);
    String child = report("reporter", false);
    String secret = report("exec", true);
    for (String each : List.of(child, secret)) {
      HttpResponse<String> answer =
          Http.webapp(port, "incident-manager", "tasklist")
              .post(
                  WEBAPP + START + "/submit-form",
                  """
                  {"variables":{"incident":{"value":"%s"},"change":{"value":"link-parent"},
                    "otherIncident":{"value":"%s"}}}"""
                      .formatted(each, parent));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    assertThat(texts(incident("incident-manager", parent).path("children")))
        .containsExactly(child, secret);
    assertThat(texts(incident("service-desk", parent).path("children"))).containsExactly(child);
    assertThat(incident("service-desk", child).path("parent").asText()).isEqualTo(parent);
    assertThat(incident("service-desk", child).path("handOvers")).isEmpty();
  }

  private JsonNode incident(String login, String number) {
    return Api.as(login, port).get("/api/incidents/" + number).json();
  }

  private List<String> offered(String login, String key) {
    List<String> values = new ArrayList<>();
    field(login, key).path("values").forEach(value -> values.add(value.path("value").asText()));
    return values;
  }

  private String label(String login, String number) {
    for (JsonNode value : field(login, "incident").path("values")) {
      if (value.path("value").asText().equals(number)) {
        return value.path("label").asText();
      }
    }
    return null;
  }

  private JsonNode field(String login, String key) {
    HttpResponse<String> form =
        Http.webapp(port, login, "tasklist").get(WEBAPP + START + "/deployed-start-form");
    assertThat(form.statusCode()).as(form.body()).isEqualTo(200);
    for (JsonNode group : Http.json(form).path("components")) {
      for (JsonNode field : group.path("components")) {
        if (field.path("key").asText().equals(key)) {
          return field;
        }
      }
    }
    throw new AssertionError("no field " + key);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static String withdrawal(String number) {
    return """
        {"variables":{"incident":{"value":"%s"},"change":{"value":"withdraw"},
          "changeNote":{"value":"A mistake"}}}"""
        .formatted(number);
  }

  private String report(String login, boolean restricted) {
    String number =
        Api.as(login, port)
            .post(
                "/api/incidents",
                """
                {"title": "Printer on fire", "description": "Described", "service": "mail",
                 "noticedAt": "2026-03-02T09:00:00Z", "suspectedSecurity": false,
                 "personalDataInvolved": "unknown", "peopleAtRisk": false, "restricted": %s}
                """
                    .formatted(restricted))
            .json()
            .get("number")
            .asText();
    jobs.runAll(number, "ServiceTask_RecordReport");
    return number;
  }
}
