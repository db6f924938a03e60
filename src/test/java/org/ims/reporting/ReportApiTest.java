package org.ims.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.ims.testing.Api;
import org.ims.testing.ImsHttpTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reports over real HTTP; what is refused must leave no row of ours or the engine's behind. */
@ImsHttpTest
class ReportApiTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/api/incidents";

  /** Stands for half of a surrogate pair, which only JSON's escape can carry over the wire. */
  private static final String HALF = "half of a character";

  @LocalServerPort private int port;
  @Autowired private Incidents incidents;
  @Autowired private HistoryService history;
  @Autowired private JdbcClient jdbc;

  private Api reporter;

  @BeforeEach
  void login() {
    reporter = Api.as("reporter", port);
  }

  @Test
  void aReportBecomesAnIncidentWithAProcess() {
    ObjectNode report = valid();
    report.put("title", "  Mail is down  ");
    report.put("occurredAt", "2026-03-02T09:40:00+01:00");
    report.put("location", "Hamburg");
    report.put("contact", " ");
    report.put("personalDataInvolved", "unknown");
    report.put("restricted", true);
    Api.Answer answer = reporter.post(PATH, report.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    String number = answer.json().get("number").asText();
    assertThat(number).matches("INC-\\d{4}-\\d{6}");
    assertThat(answer.header("Location")).isEqualTo("/api/incidents/" + number);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.json().get("title").asText()).isEqualTo("Mail is down");
    assertThat(answer.json().get("service").asText()).isEqualTo("mail");

    Incident stored = incidents.get(number);
    assertThat(answer.json().get("state").asText()).isEqualTo(stored.state().name());
    assertThat(answer.json().get("openedAt").asText()).isEqualTo(stored.recordedAt().toString());
    assertThat(stored.report())
        .returns("Mail is down", Report::title)
        .returns("reporter", Report::reporter)
        .returns(Report.Source.API, Report::source)
        .returns(Instant.parse("2026-03-02T08:40:00Z"), Report::occurredAt)
        .returns("Hamburg", Report::location)
        .returns(null, Report::contact)
        .returns(PersonalData.UNKNOWN, Report::personalDataInvolved)
        .returns(true, Report::restricted);
    List<HistoricProcessInstance> processes =
        history
            .createHistoricProcessInstanceQuery()
            .processInstanceBusinessKey(number)
            .processDefinitionKey(IncidentLifecycleProcess.KEY)
            .list();
    assertThat(processes).hasSize(1);
    assertThat(processes.get(0).getStartUserId()).isEqualTo("reporter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "service-desk", "responder", "auditor", "exec", "admin"})
  void everybodyMayReport(String login) {
    Api.Answer answer = Api.as(login, port).post(PATH, valid().toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(incidents.get(answer.json().get("number").asText()).report().reporter())
        .isEqualTo(login);
  }

  @Test
  void theLongestTextsAreTakenAndKept() {
    ObjectNode report = valid();
    report.put("title", "t".repeat(119) + "ü");
    report.put("description", "d\n".repeat(2000).strip());
    report.put("location", "l".repeat(255));
    report.put("contact", "c".repeat(255));
    Api.Answer answer = reporter.post(PATH, report.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    Report stored = incidents.get(answer.json().get("number").asText()).report();
    assertThat(stored.title()).isEqualTo("t".repeat(119) + "ü");
    assertThat(stored.description()).isEqualTo("d\n".repeat(2000).strip());
  }

  @Test
  void textIsStoredAsItIsWhateverItLooksLike() {
    String hostile =
        "'; drop table incident; -- <script>alert(1)</script> ${jndi:x} #{1+1} 😀 \u202e";
    ObjectNode report = valid();
    report.put("title", hostile);
    Api.Answer answer = reporter.post(PATH, report.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(incidents.get(answer.json().get("number").asText()).report().title())
        .isEqualTo(hostile);
  }

  static Stream<Arguments> wrongReports() {
    Instant soon = Instant.now().plus(Duration.ofDays(2));
    return Stream.of(
        wrong("title", "required", report -> report.remove("title")),
        wrong("title", "required", report -> report.putNull("title")),
        wrong("title", "required", report -> report.put("title", " \t ")),
        wrong("title", "max-length", report -> report.put("title", "t".repeat(121))),
        wrong("title", "one-line", report -> report.put("title", "a\nb")),
        wrong("title", "type", report -> report.put("title", 7)),
        wrong("title", "type", report -> report.put("title", true)),
        wrong("title", "type", report -> report.putArray("title").add("a")),
        wrong("title", "type", report -> report.putObject("title")),
        wrong("description", "required", report -> report.remove("description")),
        wrong("description", "max-length", report -> report.put("description", "d".repeat(4001))),
        wrong("description", "characters", report -> report.put("description", "a\0b")),
        wrong("description", "characters", report -> report.put("description", HALF)),
        wrong("location", "max-length", report -> report.put("location", "l".repeat(256))),
        wrong("contact", "max-length", report -> report.put("contact", "c".repeat(256))),
        wrong("contact", "characters", report -> report.put("contact", "a\0b")),
        wrong("service", "required", report -> report.remove("service")),
        wrong("service", "known-service", report -> report.put("service", "no-such-service")),
        wrong("service", "known-service", report -> report.put("service", "Mail")),
        wrong("service", "known-service", report -> report.put("service", "s".repeat(60_000))),
        wrong("noticedAt", "required", report -> report.remove("noticedAt")),
        wrong("noticedAt", "date-time", report -> report.put("noticedAt", "")),
        wrong("noticedAt", "date-time", report -> report.put("noticedAt", "2026-03-02")),
        wrong("noticedAt", "date-time", report -> report.put("noticedAt", "2026-03-02T08:00:00")),
        wrong("noticedAt", "date-time", report -> report.put("noticedAt", "2026-02-30T08:00:00Z")),
        wrong("noticedAt", "type", report -> report.put("noticedAt", 1_700_000_000)),
        wrong("noticedAt", "not-in-future", report -> report.put("noticedAt", soon.toString())),
        wrong(
            "noticedAt",
            "not-in-future",
            report -> report.put("noticedAt", "+999999999-12-31T00:00:00Z")),
        wrong(
            "noticedAt",
            "not-before-1970",
            report -> report.put("noticedAt", "-999999999-01-01T00:00:00Z")),
        wrong(
            "occurredAt",
            "not-before-1970",
            report -> report.put("occurredAt", "1969-12-31T23:59:59Z")),
        wrong(
            "occurredAt",
            "not-after-noticed-at",
            report -> report.put("occurredAt", "2026-03-02T09:00:01Z")),
        wrong("suspectedSecurity", "required", report -> report.remove("suspectedSecurity")),
        wrong("suspectedSecurity", "type", report -> report.put("suspectedSecurity", "true")),
        wrong("suspectedSecurity", "type", report -> report.put("suspectedSecurity", "")),
        wrong("suspectedSecurity", "type", report -> report.put("suspectedSecurity", 1)),
        wrong("peopleAtRisk", "required", report -> report.putNull("peopleAtRisk")),
        wrong("restricted", "type", report -> report.put("restricted", "no")),
        wrong("drill", "type", report -> report.put("drill", "no")),
        wrong("drill", "role", report -> report.put("drill", true)),
        wrong("personalDataInvolved", "required", report -> report.remove("personalDataInvolved")),
        wrong(
            "personalDataInvolved", "choice", report -> report.put("personalDataInvolved", "YES")),
        wrong("personalDataInvolved", "choice", report -> report.put("personalDataInvolved", "")),
        wrong("personalDataInvolved", "type", report -> report.put("personalDataInvolved", 1)),
        wrong("priority", "unknown", report -> report.put("priority", "P1")),
        wrong("number", "unknown", report -> report.put("number", "INC-2026-000001")),
        wrong("Title", "unknown", report -> report.put("Title", "Mail")));
  }

  private static Arguments wrong(String field, String rule, Consumer<ObjectNode> change) {
    ObjectNode report = valid();
    change.accept(report);
    String text = report.toString();
    return Arguments.of(
        field, rule, text.length() > 150 ? text.substring(0, 150) + "..." : text, report);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("wrongReports")
  void aWrongReportIsRefusedNamingFieldAndRule(
      String field, String rule, String shown, ObjectNode report) {
    Map<String, Long> before = rows();
    String body = report.toString().replace(HALF, "\\ud800");
    Api.Answer answer = reporter.post(PATH, body, "Idempotency-Key", key());
    assertProblem(answer, 400);
    List<String> errors = new ArrayList<>();
    for (JsonNode error : answer.json().get("errors")) {
      errors.add(error.get("field").asText() + " " + error.get("rule").asText());
      assertThat(error.get("message").asText()).isNotBlank();
    }
    assertThat(errors).containsExactly(field + " " + rule);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    ObjectNode report = JSON.createObjectNode();
    report.put("title", "t".repeat(200));
    report.put("service", "nothing");
    report.put("occurredAt", "today");
    report.put("personalDataInvolved", "maybe");
    Api.Answer answer = reporter.post(PATH, report.toString());
    assertProblem(answer, 400);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "title",
            "description",
            "service",
            "noticedAt",
            "occurredAt",
            "suspectedSecurity",
            "personalDataInvolved",
            "peopleAtRisk");
  }

  static Stream<Arguments> malformedBodies() {
    String valid = valid().toString();
    String deep = "[".repeat(1000) + "]".repeat(1000);
    byte[] badUtf8 = valid.replace("Mail", "M\u00ffil").getBytes(StandardCharsets.ISO_8859_1);
    return Stream.of(
        malformed("empty", 400, ""),
        malformed("blank", 400, "  "),
        malformed("null", 400, "null"),
        malformed("text", 400, "\"report\""),
        malformed("number", 400, "1"),
        malformed("list", 400, "[" + valid + "]"),
        malformed("empty object", 400, "{}"),
        malformed("cut off", 400, valid.substring(0, valid.length() - 1)),
        malformed("two documents", 400, valid + valid),
        malformed("trailing text", 400, valid + "x"),
        malformed("single quotes", 400, valid.replace('"', '\'')),
        malformed("comment", 400, "/* */" + valid),
        malformed("NaN", 400, valid.replace("\"restricted\":false", "\"restricted\":NaN")),
        malformed("duplicate key", 400, valid.replace("{", "{\"title\":\"Other\",")),
        malformed("deep list", 400, valid.replace("\"mail\"", deep)),
        malformed("deep unknown field", 400, valid.replace("{", "{\"x\":" + deep + ",")),
        malformed("deep object", 400, "{\"a\":".repeat(1000) + "1" + "}".repeat(1000)),
        malformed("long text", 400, valid.replace("Mail", "M".repeat(70_000))),
        malformed("long name", 400, valid.replace("{", "{\"" + "n".repeat(10_000) + "\":1,")),
        malformed("long number", 400, valid.replace("false", "9".repeat(2_000))),
        malformed("raw control character", 400, valid.replace("Mail", "Ma\u0001il")),
        Arguments.of("bad UTF-8", 400, badUtf8, "application/json"),
        Arguments.of("NUL bytes", 400, new byte[100], "application/json"),
        Arguments.of(
            "over-long encoding of NUL",
            400,
            valid.replace("Mail", "\u00c0\u0080").getBytes(StandardCharsets.ISO_8859_1),
            "application/json"),
        malformed("2 MB", 413, valid.replace("Mail", "M".repeat(2 * 1024 * 1024))),
        malformed("2 MB of white space", 413, " ".repeat(2 * 1024 * 1024) + valid),
        Arguments.of("plain text", 415, bytes(valid), "text/plain"),
        Arguments.of("XML", 415, bytes("<report/>"), "application/xml"),
        Arguments.of("form", 415, bytes("title=Mail"), "application/x-www-form-urlencoded"),
        Arguments.of("no content type", 415, bytes(valid), null));
  }

  private static Arguments malformed(String name, int status, String body) {
    return Arguments.of(name, status, bytes(body), "application/json");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("malformedBodies")
  void aMalformedBodyIsRefusedAndLeavesNothing(
      String name, int status, byte[] body, String contentType) {
    Map<String, Long> before = rows();
    Api.Answer answer = reporter.post(PATH, body, contentType, "Idempotency-Key", key());
    assertProblem(answer, status);
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aQueryParameterIsRefused() {
    Map<String, Long> before = rows();
    Api.Answer answer = reporter.post(PATH + "?dryRun=true", valid().toString());
    assertProblem(answer, 400);
    assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly("dryRun");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aRepeatGetsTheFirstAnswerAlsoWhenTheIncidentHasMovedOn() {
    String key = key();
    Api.Answer first = reporter.post(PATH, valid().toString(), "Idempotency-Key", key);
    assertThat(first.status()).as(first.text()).isEqualTo(201);
    String number = first.json().get("number").asText();
    jdbc.sql("update incident set state = 'CANCELLED' where number = ?").param(number).update();
    Map<String, Long> before = rows();
    String otherLayout = valid().toPrettyString();
    Api.Answer second = reporter.post(PATH, otherLayout, "Idempotency-Key", key);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void theSameKeyWithAnotherReportIsRefused() {
    String key = key();
    assertThat(reporter.post(PATH, valid().toString(), "Idempotency-Key", key).status())
        .isEqualTo(201);
    Map<String, Long> before = rows();
    Api.Answer other =
        reporter.post(PATH, valid().put("restricted", true).toString(), "Idempotency-Key", key);
    assertProblem(other, 422);
    assertThat(other.json().get("detail").asText()).contains("Idempotency-Key");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void keysOfDifferentCallersDoNotMeet() {
    String key = key();
    Api.Answer one = reporter.post(PATH, valid().toString(), "Idempotency-Key", key);
    Api.Answer other = Api.as("exec", port).post(PATH, valid().toString(), "Idempotency-Key", key);
    assertThat(one.status()).isEqualTo(201);
    assertThat(other.status()).isEqualTo(201);
    assertThat(other.json().get("number")).isNotEqualTo(one.json().get("number"));
  }

  @Test
  void aRefusedReportDoesNotUseUpItsKey() {
    String key = key();
    assertProblem(
        reporter.post(PATH, valid().put("service", "x").toString(), "Idempotency-Key", key), 400);
    assertThat(reporter.post(PATH, valid().toString(), "Idempotency-Key", key).status())
        .isEqualTo(201);
  }

  @Test
  void withoutAKeyEachReportIsAnother() {
    String one = reporter.post(PATH, valid().toString()).json().get("number").asText();
    String other = reporter.post(PATH, valid().toString()).json().get("number").asText();
    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void aMalformedKeyIsRefused() {
    Map<String, Long> before = rows();
    for (String key : List.of("k".repeat(256), "")) {
      Api.Answer answer = reporter.post(PATH, valid().toString(), "Idempotency-Key", key);
      assertProblem(answer, 400);
      assertThat(answer.json().get("errors").get(0).get("field").asText())
          .isEqualTo("Idempotency-Key");
    }
    assertThat(rows()).isEqualTo(before);
    assertThat(
            reporter
                .post(PATH, valid().toString(), "Idempotency-Key", "k".repeat(219) + key())
                .status())
        .isEqualTo(201);
  }

  /** A client that gets 503 repeats, as it is told to; nothing else but 201 may come. */
  @Test
  void twoHundredParallelCopiesMakeOneIncident() throws Exception {
    int copies = 200;
    String key = key();
    String body = valid().toString();
    long before = incidents.count();
    CountDownLatch go = new CountDownLatch(1);
    ExecutorService clients = Executors.newFixedThreadPool(copies);
    try {
      List<Future<Api.Answer>> answers = new ArrayList<>();
      for (int i = 0; i < copies; i++) {
        answers.add(
            clients.submit(
                () -> {
                  go.await();
                  Api.Answer answer;
                  do {
                    answer = reporter.post(PATH, body, "Idempotency-Key", key);
                  } while (answer.status() == 503);
                  return answer;
                }));
      }
      go.countDown();
      String first = null;
      for (Future<Api.Answer> future : answers) {
        Api.Answer answer = future.get();
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        first = first == null ? answer.text() : first;
        assertThat(answer.text()).isEqualTo(first);
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(incidents.count()).isEqualTo(before + 1);
  }

  private static void assertProblem(Api.Answer answer, int status) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    assertThat(answer.json().get("title").asText()).isNotBlank();
    assertThat(answer.text()).doesNotContain("Exception", "org.ims", "com.fasterxml");
  }

  /** Rows of every table that a report can write, ours and the engine's. */
  private Map<String, Long> rows() {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (String table :
        List.of("incident", "idempotency_key", "act_ru_execution", "act_hi_procinst")) {
      rows.put(table, jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }
    return rows;
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode valid() {
    return JSON.createObjectNode()
        .put("title", "Mail is down")
        .put("description", "Nobody in Hamburg receives mail.")
        .put("service", "mail")
        .put("noticedAt", "2026-03-02T09:00:00Z")
        .put("suspectedSecurity", false)
        .put("personalDataInvolved", "no")
        .put("peopleAtRisk", false)
        .put("restricted", false);
  }
}
