package org.ims.documentation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.runtime.Job;
import org.ims.documentation.journal.JournalProbe;
import org.ims.engine.EngineClock;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Retention, erasure and the record of who reads restricted incidents, as people ask for them. */
@ImsHttpTest
class RetentionApiTest {

  private static final String GROUND = "{\"reason\": \"objection\"}";

  @LocalServerPort private int port;
  @Autowired private EndedIncidents ended;
  @Autowired private JournalProbe journal;
  @Autowired private Journey journey;
  @Autowired private Desk desk;
  @Autowired private EngineClock clock;
  @Autowired private HistoryService history;
  @Autowired private ManagementService management;
  @Autowired private JdbcClient jdbc;

  private Api.Answer get(String login, String number, String what) {
    return Api.as(login, port).get("/api/incidents/" + number + what);
  }

  private Api.Answer erase(String login, String number, String json) {
    return Api.as(login, port).post("/api/incidents/" + number + "/erasure", json);
  }

  private Api.Answer hold(String number) {
    return Api.as("legal", port)
        .put("/api/incidents/" + number + "/legal-hold", "{\"reason\": \"A claim\"}");
  }

  private Instant endOf(String number) {
    return jdbc.sql("select closed_at from incident where number = ?")
        .param(number)
        .query(OffsetDateTime.class)
        .single()
        .toInstant();
  }

  private static Instant after(Instant start, String period) {
    return start.atZone(ZoneId.of("Europe/Berlin")).plus(Period.parse(period)).toInstant();
  }

  @Test
  void tellsUntilWhenTheRecordIsKeptAndWhy() {
    String number = ended.closed();
    Instant end = endOf(number);

    JsonNode retention = get("auditor", number, "/retention").json();

    assertThat(Instant.parse(retention.path("endedAt").asText())).isEqualTo(end);
    assertThat(Instant.parse(retention.path("keepUntil").asText())).isEqualTo(after(end, "P5Y"));
    assertThat(Instant.parse(retention.path("reviewDue").asText())).isEqualTo(after(end, "P12M"));
    assertThat(retention.path("because").asText())
        .isEqualTo("The record of an incident is kept for five years.");
    assertThat(retention.has("heldSince")).isFalse();
    assertThat(retention.has("erasedAt")).isFalse();
    assertThat(get("reporter", number, "/retention").status()).isEqualTo(404);

    assertThat(hold(number).status()).isEqualTo(200);
    assertThat(get("auditor", number, "/retention").json().has("heldSince")).isTrue();

    String open = journey.toTriage(Journey.Kind.MINOR);
    assertThat(get("auditor", open, "/retention").json().has("keepUntil")).isFalse();
  }

  @Test
  void onlyTheDataProtectionOfficerErasesAndOnlyWhatMayBeErased() {
    String number = ended.closed();
    assertThat(erase("incident-manager", number, GROUND).status()).isEqualTo(403);
    assertThat(erase("reporter", number, GROUND).status()).isEqualTo(404);
    Api.Answer wrong = erase("dpo", number, "{\"reason\": \"whim\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("\"field\":\"reason\"", "\"rule\":\"choice\"");

    String open = journey.toTriage(Journey.Kind.MINOR);
    assertThat(erase("dpo", open, GROUND).status()).isEqualTo(409);
    assertThat(erase("dpo", open, GROUND).text()).contains("The incident has not ended.");

    assertThat(hold(number).status()).isEqualTo(200);
    assertThat(erase("dpo", number, GROUND).status()).isEqualTo(409);
    assertThat(get("auditor", number, "").json().path("title").asText()).isNotEqualTo("(erased)");

    String running = journey.toClosed();
    assertThat(erase("dpo", running, GROUND).text()).contains("still runs");
  }

  @Test
  void whatIsErasedReadsAsErasedAndTheChainStillVerifies() {
    String number = ended.closed("reporter", "Xanthippe");

    Api.Answer answer = erase("dpo", number, GROUND);

    assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    assertThat(erase("dpo", number, GROUND).status()).isEqualTo(409);
    assertThat(get("incident-manager", number, "").json().path("title").asText())
        .isEqualTo("(erased)");
    assertThat(get("incident-manager", number, "/overview").status()).isEqualTo(200);
    Api.Answer story = get("incident-manager", number, "/timeline");
    assertThat(story.text())
        .contains("Personal data erased", "Completed \\\"Investigate", "State: closed")
        .doesNotContain("Xanthippe");
    JsonNode entries = get("auditor", number, "/journal").json();
    assertThat(entries.findValuesAsText("erased")).contains("true");
    assertThat(entries.findValuesAsText("kind"))
        .contains("incident-reported", "task-completed", "personal-data-erased");
    assertThat(
            Api.as("incident-manager", port)
                .get("/api/incidents?text=Xanthippe")
                .json()
                .path("items"))
        .isEmpty();
    assertThat(
            Api.as("auditor", port)
                .get("/api/journal/verification?incident=" + number)
                .json()
                .path("findings"))
        .isEmpty();
    JsonNode retention = get("auditor", number, "/retention").json();
    assertThat(retention.path("erasedBy").asText()).isEqualTo("dpo");
    assertThat(retention.path("erasedFor").asText()).isEqualTo("objection");
  }

  /** The engine's own cleanup, as it runs between two and five o'clock. */
  @Test
  void whenTheEnginesHistoryIsGoneTheJournalStillTellsTheStory() {
    String number = ended.closed();
    List<String> story =
        get("incident-manager", number, "/timeline").json().findValuesAsText("text");
    assertThat(engineKnows(number)).isTrue();
    clock.stopAt(endOf(number).plus(Duration.ofDays(1824)));
    cleanUp(number);
    assertThat(engineKnows(number)).as("before its time to live is over").isTrue();

    clock.stopAt(endOf(number).plus(Duration.ofDays(1826)));
    cleanUp(number);

    assertThat(engineKnows(number)).isFalse();
    assertThat(get("incident-manager", number, "/timeline").json().findValuesAsText("text"))
        .isEqualTo(story)
        .contains("Completed \"Triage incident\"");
    assertThat(get("incident-manager", number, "").json().path("state").asText())
        .isEqualTo("CLOSED");
    assertThat(get("auditor", number, "/journal").json().findValuesAsText("kind"))
        .contains("incident-reported", "decision-made", "task-completed");
    assertThat(journal.findings(number)).isEmpty();
  }

  @Test
  void underLegalHoldTheEnginesHistoryStaysBeyondItsTimeToLive() {
    String number = ended.closed();
    Instant end = endOf(number);
    hold("PUT", number);
    clock.stopAt(end.plus(Duration.ofDays(1826)));
    cleanUp(number);
    assertThat(engineKnows(number)).isTrue();

    hold("DELETE", number);
    cleanUp(number);
    assertThat(engineKnows(number)).isFalse();
  }

  /** Sets or releases it, and lets the engine do what follows from it. */
  private void hold(String method, String number) {
    Api legal = Api.as("legal", port);
    String path = "/api/incidents/" + number + "/legal-hold";
    String reason = "{\"reason\": \"Claim of a customer\"}";
    Api.Answer answer = method.equals("PUT") ? legal.put(path, reason) : legal.delete(path, reason);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (Batch batch : management.createBatchQuery().list()) {
      // The jobs that find the instances, those that change them, and the one that ends the batch.
      for (String definition :
          List.of(
              batch.getSeedJobDefinitionId(),
              batch.getBatchJobDefinitionId(),
              batch.getMonitorJobDefinitionId())) {
        management.createJobQuery().jobDefinitionId(definition).list().stream()
            .map(Job::getId)
            .forEach(management::executeJob);
      }
    }
  }

  private boolean engineKnows(String number) {
    return history.createHistoricProcessInstanceQuery().processInstanceBusinessKey(number).count()
        > 0;
  }

  /** So many batches as it takes, or as there can be. */
  private void cleanUp(String number) {
    history.cleanUpHistoryAsync(true);
    for (int batch = 0; batch < 60 && engineKnows(number); batch++) {
      for (Job job : history.findHistoryCleanupJobs()) {
        management.executeJob(job.getId());
      }
      history.cleanUpHistoryAsync(true);
    }
  }

  private List<String> reads(String number) {
    return get("auditor", number, "/journal").json().findValuesAsText("kind").stream()
        .filter("restricted-incident-read"::equals)
        .toList();
  }

  private long readsBy(String person, String number) {
    return jdbc.sql(
            "select count(*) from journal_entry where chain = ? and kind ="
                + " 'restricted-incident-read' and body::json ->> 'actor' = ?")
        .params(number, person)
        .query(Long.class)
        .single();
  }

  private void restrict(String number) {
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();
  }

  @Test
  void whoReadsARestrictedIncidentIsRecordedOnceAnHour() {
    clock.stopAt(clock.instant().plus(Duration.ofDays(1)));
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    restrict(number);

    for (String what : List.of("", "/timeline", "/overview", "/evidence", "/retention", "")) {
      assertThat(get("incident-manager", number, what).status()).isEqualTo(200);
      assertThat(get("exec", number, what).status()).isEqualTo(404);
      assertThat(get("reporter", number, "").status()).isEqualTo(200);
      assertThat(get("responder", number, "").status()).isEqualTo(200);
    }

    assertThat(readsBy("incident-manager", number)).isEqualTo(1);
    assertThat(readsBy("exec", number)).isZero();
    assertThat(readsBy("reporter", number)).isZero();
    assertThat(readsBy("responder", number)).as("its team works on it").isZero();
    assertThat(journal.findings(number)).isEmpty();

    clock.stopAt(clock.instant().plus(Duration.ofHours(1)));
    assertThat(get("incident-manager", number, "").status()).isEqualTo(200);
    assertThat(readsBy("incident-manager", number)).isEqualTo(2);
    // A service whose transaction only reads leaves it to the end of the request.
    assertThat(get("dpo", number, "/legal-hold").status()).isEqualTo(200);
    await(() -> readsBy("dpo", number) == 1);
  }

  @Test
  void theTeamIsRecordedTooAfterTheEnd() {
    String number = ended.closed();
    restrict(number);

    assertThat(get("responder", number, "").status()).isEqualTo(200);

    assertThat(readsBy("responder", number)).isEqualTo(1);
    assertThat(reads(number)).hasSize(2);
  }

  /** More people see the names of tasks than a restricted incident. */
  @Test
  void theNameOfATaskDoesNotTellWhatARestrictedIncidentIsAbout() {
    String number =
        desk.reportedAndRegistered(
            "reporter", Desk.with(desk.report(), "title", "Xerxes left", "restricted", true));

    assertThat(desk.task(number, "UserTask_TriageIncident").getName())
        .contains(number, "restricted")
        .doesNotContain("Xerxes");
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition);
  }
}
