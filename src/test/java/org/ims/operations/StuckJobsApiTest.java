package org.ims.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.engine.EngineClock;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsHttpTest
class StuckJobsApiTest {

  private static final String STEP = "ServiceTask_RecordReport";

  @Autowired private ManagementService management;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;
  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "service-desk", "responder", "incident-manager", "exec"})
  void stuckJobsAreNotForThoseWhoWorkOnIncidents(String login) {
    String number = stuck("Poison", false);
    assertThat(Api.as(login, port).get("/api/stuck-jobs").status()).isEqualTo(403);
    assertThat(retry(login, jobOf(number)).status()).isEqualTo(403);
    assertThat(jobs.the(number, STEP).getRetries()).isZero();
  }

  @Test
  void auditorLooksAndChangesNothing() {
    String number = stuck("Poison for the auditor", true);
    JsonNode page = Api.as("auditor", port).get("/api/stuck-jobs").json();
    assertThat(page.get("mayRetry").asBoolean()).isFalse();
    assertThat(groupOf(page, number).get("reason").asText()).isEqualTo("Poison for the auditor");
    assertThat(retry("auditor", jobOf(number)).status()).isEqualTo(403);
    assertThat(jobs.the(number, STEP).getRetries()).isZero();
  }

  @Test
  void alikeJobsAreOneGroupThatIsTriedAgainTogether() {
    String one = stuck("ENGINE-1 no process definition deployed with key 'Gone' in 17 ms", false);
    String other = stuck("ENGINE-1 no process definition deployed with key 'Gone' in 9 ms", false);
    String alone = stuck("Another reason", false);

    JsonNode page = Api.as("process-owner", port).get("/api/stuck-jobs").json();
    assertThat(page.get("mayRetry").asBoolean()).isTrue();
    JsonNode group = groupOf(page, one);
    assertThat(group.get("process").asText()).isEqualTo("IncidentReporting");
    assertThat(group.get("element").asText()).isEqualTo(STEP);
    assertThat(group.get("elementName").asText()).isEqualTo("Record report");
    assertThat(group.get("cause").asText()).isEqualTo("process missing");
    assertThat(group.get("advice").asText()).startsWith("A process that is called");
    assertThat(numbers(group)).contains(one, other).doesNotContain(alone);

    Api.Answer answer =
        retry("process-owner", jobOf(one), jobOf(other), "00000000-0000-0000-0000-000000000000");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().get("retried").asInt()).isEqualTo(2);
    assertThat(answer.json().get("leftOut").asInt()).isEqualTo(1);
    for (String number : List.of(one, other)) {
      Job job = jobs.the(number, STEP);
      assertThat(job.getRetries()).isEqualTo(1);
      assertThat(job.getDuedate().toInstant()).isBeforeOrEqualTo(clock.instant());
      assertThat(journal(number))
          .anyMatch(body -> body.contains("process-owner") && body.contains("SetJobRetries"));
    }
    assertThat(jobs.the(alone, STEP).getRetries()).isZero();
    jobs.run(one, STEP);
    jobs.assertNone(one, STEP);
  }

  /** Neither the list nor a retry tells that there is one. */
  @Test
  void jobOfARestrictedIncidentIsThereForWhoeverSeesTheIncident() {
    String number = stuck("Restricted poison", true);
    assertThat(Api.as("process-owner", port).get("/api/stuck-jobs").text())
        .doesNotContain(number, "Restricted poison");
    assertThat(retry("process-owner", jobOf(number)).json().get("retried").asInt()).isZero();
    assertThat(jobs.the(number, STEP).getRetries()).isZero();

    assertThat(numbers(groupOf(Api.as("admin", port).get("/api/stuck-jobs").json(), number)))
        .contains(number);
    assertThat(retry("admin", jobOf(number)).json().get("retried").asInt()).isEqualTo(1);
  }

  @Test
  void brokenRequestIsExplained() {
    for (String body : List.of("{}", "{\"jobs\": []}")) {
      Api.Answer answer = Api.as("admin", port).post("/api/stuck-jobs/retries", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("jobs");
    }
  }

  /** With the session of Cockpit only the page itself may change something. */
  @Test
  void pageOfCockpitTriesAgainWithItsToken() {
    String number = stuck("Poison in Cockpit", false);
    String body = "{\"jobs\": [\"%s\"]}".formatted(jobOf(number));
    Http cockpit = Http.webapp(port, "process-owner", "cockpit");
    assertThat(cockpit.get("/api/stuck-jobs").statusCode()).isEqualTo(200);
    assertThat(cockpit.post("/api/stuck-jobs/retries", body).statusCode()).isEqualTo(200);
    assertThat(jobs.the(number, STEP).getRetries()).isEqualTo(1);
  }

  private Api.Answer retry(String login, String... ids) {
    return Api.as(login, port)
        .post(
            "/api/stuck-jobs/retries",
            "{\"jobs\": [\"%s\"]}".formatted(String.join("\", \"", ids)));
  }

  private String jobOf(String number) {
    return jobs.the(number, STEP).getId();
  }

  private static JsonNode groupOf(JsonNode page, String number) {
    return StreamSupport.stream(page.get("groups").spliterator(), false)
        .filter(group -> numbers(group).contains(number))
        .findFirst()
        .orElseThrow(() -> new AssertionError(number + " is not in " + page));
  }

  private static List<String> numbers(JsonNode group) {
    return group.get("jobs").findValuesAsText("incident");
  }

  private List<String> journal(String number) {
    return jdbc.sql("select body from journal_entry where chain = :number and kind = 'operation'")
        .param("number", number)
        .query(String.class)
        .list();
  }

  /** A job of a new incident, as if its last try had failed with these words. */
  private String stuck(String said, boolean restricted) {
    String number =
        desk.report(
            "reporter", Desk.with(journey.report(Journey.Kind.MINOR), "restricted", restricted));
    String job = jobs.the(number, STEP).getId();
    jdbc.sql("update act_ru_job set exception_msg_ = :said where id_ = :job")
        .param("said", said)
        .param("job", job)
        .update();
    management.setJobRetries(job, 0);
    return number;
  }
}
