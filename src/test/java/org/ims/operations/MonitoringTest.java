package org.ims.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.ims.engine.EngineClock;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What monitoring is told, and who may ask. */
@ImsHttpTest
class MonitoringTest {

  private static final String REPORT =
      """
      {"title": "A printer for the figures", "description": "It prints nothing.",
       "noticedAt": "2026-03-02T08:00:00Z", "service": "workplace", "suspectedSecurity": false,
       "personalDataInvolved": "no", "peopleAtRisk": false}
      """;

  @Autowired private Jobs jobs;
  @Autowired private Desk desk;
  @Autowired private TaskService tasks;
  @Autowired private MonitoringSettings settings;
  @Autowired private DataSource dataSource;
  @Autowired private EngineClock clock;
  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "auditor", "process-owner", "incident-manager", "exec"})
  void figuresAreNotForStaff(String login) {
    assertThat(Http.basic(port, login).get("/actuator/prometheus").statusCode()).isEqualTo(403);
  }

  @Test
  void figuresAreForTheCollectorAndAdministrators() {
    HttpResponse<String> answer = Exposed.collector(port).get("/actuator/prometheus");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(Http.basic(port, "admin").get("/actuator/prometheus").statusCode()).isEqualTo(200);
    assertThat(
            Http.basic(port, "prometheus", "Demo-1ncident")
                .get("/actuator/prometheus")
                .statusCode())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/incidents", "/engine-rest/task", "/actuator", "/status", "/error"})
  void collectorGetsNothingElse(String path) {
    assertThat(Exposed.collector(port).get(path).statusCode()).isIn(401, 403);
  }

  @Test
  void healthTellsItsPartsToAdministratorsOnly() {
    JsonNode all = Http.json(Http.basic(port, "admin").get("/actuator/health"));
    Set<String> parts = new LinkedHashSet<>();
    all.get("components").fieldNames().forEachRemaining(parts::add);
    assertThat(parts).contains("db", "engine", "outbox", "livenessState", "readinessState");
    assertThat(all.at("/components/engine/details/jobExecutor").asText()).isEqualTo("OFF");
    assertThat(all.at("/components/outbox/details").has("oldestSeconds")).isTrue();
    for (String path : new String[] {"", "/readiness", "/liveness"}) {
      for (Http other :
          new Http[] {Http.anonymous(port), Http.basic(port, "auditor"), Exposed.collector(port)}) {
        HttpResponse<String> answer = other.get("/actuator/health" + path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Http.json(answer).properties())
            .allMatch(member -> Set.of("status", "groups").contains(member.getKey()));
      }
    }
    JsonNode ready =
        Http.json(Http.basic(port, "admin").get("/actuator/health/readiness")).get("components");
    assertThat(ready.has("db")).isTrue();
    assertThat(ready.has("outbox")).isFalse();
  }

  @Test
  void figuresFollowAnIncident() {
    Exposed before = Exposed.by(port);
    String number =
        Api.as("reporter", port).post("/api/incidents", REPORT).json().get("number").asText();
    assertThat(Exposed.by(port).of("ims_incidents_open", "state=\"REPORTED\"", "priority=\"none\""))
        .isEqualTo(before.of("ims_incidents_open", "state=\"REPORTED\"", "priority=\"none\"") + 1);
    assertThat(Exposed.by(port).of("ims_jobs", "state=\"executable\""))
        .isGreaterThan(before.of("ims_jobs", "state=\"executable\""));
    jobs.run(number, "ServiceTask_RecordReport");

    Exposed triage = Exposed.by(port);
    assertThat(triage.of("ims_incidents_open", "state=\"TRIAGE\"", "priority=\"none\""))
        .isEqualTo(before.of("ims_incidents_open", "state=\"TRIAGE\"", "priority=\"none\"") + 1);
    assertThat(triage.of("ims_tasks_open")).isEqualTo(before.of("ims_tasks_open") + 1);
    assertThat(triage.of("ims_tasks_unclaimed")).isEqualTo(before.of("ims_tasks_unclaimed") + 1);
    assertThat(triage.of("ims_outbox_depth")).isGreaterThan(before.of("ims_outbox_depth"));

    String task = desk.task(number, "UserTask_TriageIncident").getId();
    tasks.claim(task, "service-desk");
    assertThat(Exposed.by(port).of("ims_tasks_unclaimed"))
        .isEqualTo(before.of("ims_tasks_unclaimed"));
    double overdue = Exposed.by(port).of("ims_tasks_overdue");
    clock.stopAt(
        tasks
            .createTaskQuery()
            .taskId(task)
            .singleResult()
            .getDueDate()
            .toInstant()
            .plusSeconds(1));
    assertThat(Exposed.by(port).of("ims_tasks_overdue")).isGreaterThan(overdue);
    assertThat(Exposed.by(port).of("ims_intake_reports_total", "source=\"api\""))
        .isEqualTo(before.of("ims_intake_reports_total", "source=\"api\"") + 1);
  }

  /** No label may tell of a person or grow with what people do. */
  @Test
  void labelsAreFewAndNameNobody() {
    Api.as("reporter", port).get("/api/incidents/INC-2026-000001");
    Api.as("reporter", port).get("/api/incidents/INC-2026-000002");
    Api.as("admin", port).get("/engine-rest/user/reporter/profile");
    Api.as("reporter", port).get("/camunda/api/engine/engine/default/user/reporter/profile");
    Map<String, Map<String, TreeSet<String>>> names = Exposed.by(port).names();
    assertThat(names.get("http_server_requests_seconds_bucket").get("uri"))
        .contains("/api/incidents/{number}", "/engine-rest/**", "/camunda/api/engine/**")
        .noneMatch(uri -> uri.contains("INC-"));
    names.values().stream()
        .flatMap(labels -> labels.values().stream())
        .flatMap(TreeSet::stream)
        .forEach(value -> assertThat(value).doesNotContain("reporter", "INC-20"));
  }

  /** The scrape itself must go on: that is how one hears that the database is gone. */
  @Test
  void figuresAreNotANumberWhileTheyCannotBeRead() {
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner.sql("revoke select on notice from ims").update();
    try {
      Exposed gone = Exposed.by(port);
      assertThat(gone.of("ims_figures_readable")).isZero();
      assertThat(gone.of("ims_outbox_depth")).isNaN();
      assertThat(gone.of("ims_jobs", "state=\"stuck\"")).isNaN();
      assertThat(
              Http.json(Http.basic(port, "admin").get("/actuator/health"))
                  .at("/components/outbox/status")
                  .asText())
          .isEqualTo("UNKNOWN");
    } finally {
      owner.sql("grant select on notice to ims").update();
    }
    assertThat(Exposed.by(port).of("ims_figures_readable")).isEqualTo(1);
  }

  @Test
  void outboxThatDoesNotEmptyDegradesTheHealth() {
    String number =
        Api.as("reporter", port).post("/api/incidents", REPORT).json().get("number").asText();
    jobs.run(number, "ServiceTask_RecordReport");
    clock.stopAt(clock.instant().plus(settings.outboxAge()).plusSeconds(1));
    HttpResponse<String> answer = Http.anonymous(port).get("/actuator/health");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(Http.json(answer).get("status").asText()).isEqualTo("DEGRADED");
    assertThat(Exposed.by(port).of("ims_outbox_age_seconds"))
        .isGreaterThan(settings.outboxAge().toSeconds());
  }
}
