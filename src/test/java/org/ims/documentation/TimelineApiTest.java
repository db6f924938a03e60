package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ims.engine.EngineClock;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The story of an incident as programs and the tab in Tasklist read it, and add to it. */
@ImsHttpTest
class TimelineApiTest {

  @LocalServerPort private int port;
  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private EngineClock clock;
  @Autowired private Journal journal;
  @Autowired private TransactionTemplate transaction;
  @Autowired private JdbcClient jdbc;

  private static String timeline(String number) {
    return "/api/incidents/" + number + "/timeline";
  }

  private JsonNode read(String number, String query) {
    Api.Answer answer = Api.as("incident-manager", port).get(timeline(number) + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<String> texts(String number, String query) {
    return read(number, query).findValuesAsText("text");
  }

  private Api.Answer note(String login, String number, String json) {
    return Api.as(login, port).post(timeline(number), json);
  }

  @Test
  void storyTellsWhoDidWhatAndWhichTableDecidedWhy() {
    String number = journey.toInvestigation(Journey.Kind.SEVERE);

    List<String> story = texts(number, "");

    assertThat(story)
        .contains("Completed \"Triage incident\"")
        .anyMatch(text -> text.startsWith("State: assessed; Priority: P1"))
        .anyMatch(text -> text.matches("PriorityDecision v\\d+ gave P1: .+"))
        .noneMatch(text -> text.contains("offered to") || text.contains(" began, version"));
    assertThat(texts(number, "?detail=all"))
        .contains("\"Triage incident\" offered to service-desk")
        .anyMatch(text -> text.startsWith("Incident triage began, version "));
    assertThat(read(number, "?group=decisions").findValuesAsText("kind"))
        .contains("decision-made", "state-changed")
        .allMatch(kind -> kind.startsWith("decision-") || kind.equals("state-changed"));
    assertThat(read(number, "?group=work").findValuesAsText("kind"))
        .contains("task-completed")
        .allMatch(kind -> kind.startsWith("task-"));
    assertThat(story).containsOnlyOnce("State: triage", "Completed \"Triage incident\"");
  }

  @Test
  void whatSomebodySetAgainstTheTablesIsToldWithTheReason() {
    String number = journey.toConfirmation(Journey.Kind.MINOR);
    desk.submit(
        "service-desk",
        number,
        "UserTask_ConfirmAssessment",
        Desk.fields(
            "decision", "override", "overrideImpact", 1, "overrideReason", "The CEO is affected"));

    assertThat(texts(number, "?group=decisions"))
        .anyMatch(
            text ->
                text.matches(
                    "Impact set to 1 against the table, which said \\d: The CEO is affected"));
    assertThat(
            jdbc.sql(
                    "select body from journal_entry where chain = ? and kind ="
                        + " 'decision-overridden'")
                .param(number)
                .query(String.class)
                .single())
        .contains("\"field\":\"impact\"", "\"to\":1")
        .doesNotContain("CEO");
  }

  @Test
  void noteIsKeptUnderItsAuthorAndCorrectedByAnother() {
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    String earlier = clock.instant().minus(Duration.ofMinutes(5)).toString();

    Api.Answer added =
        note(
            "responder", number, "{\"text\": \" The line is cut. \", \"at\": \"" + earlier + "\"}");
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    long entry = added.json().get("entry").asLong();
    Api.Answer corrected =
        note("service-desk", number, "{\"text\": \"It is not cut.\", \"corrects\": " + entry + "}");
    assertThat(corrected.status()).as(corrected.text()).isEqualTo(201);

    List<JsonNode> notes = new ArrayList<>();
    read(number, "?group=work")
        .forEach(
            told -> {
              if (told.get("kind").asText().matches("note-added|correction-added")) {
                notes.add(told);
              }
            });
    assertThat(notes).containsExactly(added.json(), corrected.json());
    assertThat(notes.get(0).get("text").asText()).isEqualTo("The line is cut.");
    assertThat(notes.get(0).get("actor").asText()).isEqualTo("responder");
    assertThat(Instant.parse(notes.get(0).get("at").asText()))
        .isCloseTo(Instant.parse(earlier), within(1, ChronoUnit.MILLIS));
    assertThat(notes.get(1).get("corrects").asLong()).isEqualTo(entry);
    assertThat(
            jdbc.sql("select string_agg(body, '') from journal_entry where chain = ?")
                .param(number)
                .query(String.class)
                .single())
        .doesNotContain("The line is cut");
  }

  @Test
  void whatIsNoNoteIsRefused() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    String later = clock.instant().plus(Duration.ofHours(1)).toString();

    Api.Answer wrong = note("service-desk", number, "{\"at\": \"" + later + "\", \"corrects\": 1}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().findValuesAsText("rule")).contains("required", "past", "note");
    assertThat(note("service-desk", number, "{\"text\": \"" + "x".repeat(4001) + "\"}").status())
        .isEqualTo(400);
    assertThat(note("auditor", number, "{\"text\": \"Hm\"}").status()).isEqualTo(403);
    assertThat(note("reporter", number, "{\"text\": \"Hm\"}").status()).isEqualTo(404);
    assertThat(Api.as("reporter", port).get(timeline(number)).status()).isEqualTo(404);
    assertThat(Api.as("admin", port).get(timeline(number) + "?group=x").status()).isEqualTo(400);
    assertThat(Api.as("admin", port).get(timeline(number) + "?limit=0").status()).isEqualTo(400);
    jdbc.sql("update incident set restricted = true where number = ?").param(number).update();
    assertThat(note("service-desk", number, "{\"text\": \"Hm\"}").status()).isEqualTo(404);
    assertThat(Api.as("service-desk", port).get("/api/incidents/" + number + "/overview").status())
        .isEqualTo(404);
  }

  @Test
  void longStoryIsReadPageByPageWithoutGapsAndDoubles() {
    String number = journey.toTriage(Journey.Kind.MINOR);
    Instant begin = clock.instant();
    transaction.executeWithoutResult(
        status -> {
          for (int i = 0; i < 3_000; i++) {
            journal.record(
                JournalFact.of(number, "note-added")
                    .by("responder")
                    // Three of each instant.
                    .at(begin.plusSeconds(1 + i / 3))
                    .withPersonal("text", "Note " + i));
          }
        });

    List<String> read = new ArrayList<>();
    String before = "";
    for (int pages = 0; pages < 100; pages++) {
      JsonNode page = read(number, "?limit=100&group=work" + before);
      if (page.isEmpty()) {
        break;
      }
      assertThat(page.size()).isBetween(1, 102);
      read.addAll(0, page.findValuesAsText("text"));
      before = "&before=" + page.get(0).get("at").asText();
    }
    List<String> notes = read.stream().filter(text -> text.startsWith("Note ")).toList();
    assertThat(notes).hasSize(3_000).doesNotHaveDuplicates().startsWith("Note 0", "Note 1");
    assertThat(notes).endsWith("Note 2999");
  }

  @Test
  void erasedTextsAreToldAsErasedAndNothingIsAddedToThem() {
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    note("responder", number, "{\"text\": \"Jane Doe called.\"}");
    jdbc.sql("select journal_erase_key(?, 'dpo')").param(number).query(Boolean.class).single();

    assertThat(texts(number, "?group=work"))
        .contains("(erased)", "Completed \"Triage incident\"")
        .noneMatch(text -> text.contains("Jane"));
    assertThat(note("responder", number, "{\"text\": \"Jane again\"}").status()).isEqualTo(409);
  }

  @Test
  void overviewTellsWhereItStandsAndWhy() {
    String number = journey.toInvestigation(Journey.Kind.SEVERE);
    desk.claim("responder", number, "UserTask_Investigate");

    Api.Answer answer = Api.as("service-desk", port).get("/api/incidents/" + number + "/overview");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode overview = answer.json();
    assertThat(overview.get("priority").asText()).isEqualTo("P1");
    assertThat(overview.get("priorityBecause").asText()).matches("PriorityDecision v\\d+: .+");
    assertThat(overview.get("priorityFrom").get(0).asText()).startsWith("Impact 1: ");
    assertThat(overview.get("state").asText()).isEqualTo("RESPONDING");
    assertThat(overview.has("stateSince")).isTrue();
    assertThat(overview.get("clocks").findValuesAsText("key")).contains("acknowledge", "resolve");
    assertThat(overview.get("clocks").findValuesAsText("state")).contains("met", "running");
    assertThat(overview.get("people").findValuesAsText("role"))
        .contains("Reporter", "Team", "Responder");
    assertThat(overview.at("/may/addNotes").asBoolean()).isTrue();
    assertThat(overview.at("/may/largestFile").asLong()).isEqualTo(25L * 1024 * 1024);
    clock.stopAt(clock.instant().plus(Duration.ofDays(30)));
    assertThat(
            Api.as("service-desk", port)
                .get("/api/incidents/" + number + "/overview")
                .json()
                .get("clocks")
                .findValuesAsText("state"))
        .contains("breached");
    assertThat(
            Api.as("auditor", port)
                .get("/api/incidents/" + number + "/overview")
                .json()
                .at("/may/addNotes")
                .asBoolean())
        .isFalse();
  }

  @Test
  void overviewTellsReportersWhereTheirOwnIncidentStandsAndNoMore() {
    String own = journey.toInvestigation(Journey.Kind.SEVERE);
    desk.claim("responder", own, "UserTask_Investigate");
    String other = desk.reportedAndRegistered("service-desk", journey.report(Journey.Kind.MINOR));

    JsonNode overview = Api.as("reporter", port).get("/api/incidents/" + own + "/overview").json();

    assertThat(overview.get("state").asText()).isEqualTo("RESPONDING");
    assertThat(overview.get("priority").asText()).isEqualTo("P1");
    assertThat(overview.get("people")).isEmpty();
    assertThat(overview.get("clocks")).isEmpty();
    assertThat(overview.has("priorityBecause")).isFalse();
    assertThat(overview.at("/may/readStory").asBoolean()).isFalse();
    assertThat(overview.at("/may/addFiles").asBoolean()).isTrue();
    assertThat(overview.at("/may/removeFiles").asBoolean()).isFalse();
    assertThat(Api.as("reporter", port).get("/api/incidents/" + other + "/overview").status())
        .isEqualTo(404);
  }

  @Test
  void journalKnowsWhatBecameOfEachMessage() {
    String number = journey.toInvestigation(Journey.Kind.MINOR);
    journey.sendNotices(number);

    List<String> bodies =
        jdbc.sql(
                "select body from journal_entry where chain = ? and kind in ('message-written',"
                    + " 'message-sent') order by seq")
            .param(number)
            .query(String.class)
            .list();
    assertThat(bodies)
        .anyMatch(body -> body.contains("message-written") && body.contains("acknowledgement"))
        .anyMatch(body -> body.contains("message-sent") && body.contains("\"channel\":\"MAIL\""))
        .noneMatch(body -> body.contains("@"));
    assertThat(read(number, "").findValuesAsText("kind"))
        .contains("message-sent")
        .doesNotContain("message-written");
  }
}
