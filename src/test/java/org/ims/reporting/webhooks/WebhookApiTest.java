package org.ims.reporting.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.camunda.bpm.engine.TaskService;
import org.ims.engine.EngineClock;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Report;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Records;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What machines send, over real HTTP; what is refused must leave no row behind. */
@ImsHttpTest
class WebhookApiTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

  @LocalServerPort private int port;
  @Autowired private EngineClock clock;
  @Autowired private Incidents incidents;
  @Autowired private JdbcClient jdbc;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Records records;
  @Autowired private TaskService tasks;
  @Autowired private TransactionTemplate transaction;

  private Api admin;

  @BeforeEach
  void stopTheClock() {
    clock.stopAt(MONDAY);
    admin = Api.as("admin", port);
  }

  @Test
  void alertOpensUpdatesAndEndsOneIncident() {
    Machine machine = alertmanager(newSource("alertmanager", "bearer", 600, 100));

    Api.Answer opened = machine.send(Machine.alertmanager("MailDown", "firing", "critical"));
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    assertThat(opened.json().get("outcome").asText()).isEqualTo("opened");
    String number = opened.json().get("number").asText();
    Incident incident = incidents.get(number);
    assertThat(incident.report())
        .returns("MailDown on mail-1", Report::title)
        .returns("mail", Report::service)
        .returns(Report.Source.WEBHOOK, Report::source)
        .returns(Instant.parse("2026-03-02T07:55:03.413Z"), Report::noticedAt);
    assertThat(incident.report().description())
        .contains("No mail for 5 minutes", "severity = critical", "http://prometheus:9090/graph");

    Api.Answer repeated = machine.send(Machine.alertmanager("MailDown", "firing", "critical"));
    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json().get("outcome").asText()).isEqualTo("updated");
    assertThat(repeated.json().get("number").asText()).isEqualTo(number);

    Api.Answer over = machine.send(Machine.alertmanager("MailDown", "resolved", "critical"));
    assertThat(over.json().get("outcome").asText()).isEqualTo("resolved");
    assertThat(over.json().get("number").asText()).isEqualTo(number);
    assertThat(
            jdbc.sql("select notifications from alert_group where incident_number = :number")
                .param("number", number)
                .query(Integer.class)
                .single())
        .isEqualTo(3);
  }

  @Test
  void alertOfAnEndedIncidentOpensANewOne() {
    Machine machine = alertmanager(newSource("alertmanager", "bearer", 600, 100));
    String first = number(machine.send(Machine.alertmanager("Again", "firing", "warning")));
    jdbc.sql("update incident set state = 'CANCELLED' where number = :number")
        .param("number", first)
        .update();

    Api.Answer again = machine.send(Machine.alertmanager("Again", "firing", "warning"));

    assertThat(again.status()).isEqualTo(201);
    assertThat(number(again)).isNotEqualTo(first);
  }

  /** Whoever works on the incident is just saving what the alert would change too. */
  @Test
  void alertThatIsOvertakenByAPersonIsTakenAllTheSame() {
    Machine machine = alertmanager(newSource("alertmanager", "bearer", 600, 100));
    String number = number(machine.send(Machine.alertmanager("Busy", "firing", "warning")));
    jobs.run(number, "ServiceTask_RecordReport");
    String task = desk.task(number, "UserTask_TriageIncident").getId();
    ExecutorService sender = Executors.newSingleThreadExecutor();
    try {
      Future<Api.Answer> again =
          transaction.execute(
              status -> {
                tasks.setVariable(task, "knownFacts", "Just being changed");
                Future<Api.Answer> sent =
                    sender.submit(
                        () -> machine.send(Machine.alertmanager("Busy", "firing", "warning")));
                records.awaitLocked("update ACT_RU_VARIABLE");
                return sent;
              });
      assertThat(again).succeedsWithin(Duration.ofSeconds(60)).returns(200, Api.Answer::status);
    } finally {
      sender.shutdownNow();
    }
    assertThat((String) desk.variable(number, "UserTask_TriageIncident", "knownFacts"))
        .contains("Busy on mail-1");
  }

  @Test
  void endOfSomethingUnknownIsNoIncident() {
    Machine machine = alertmanager(newSource("alertmanager", "bearer", 600, 100));

    Api.Answer answer = machine.send(Machine.alertmanager("Unheard", "resolved", "warning"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("outcome").asText()).isEqualTo("ignored");
    assertThat(answer.json().has("number")).isFalse();
  }

  /** 50 copies from 8 clients at once: the database's unique key lets one of them open it. */
  @Test
  void sameAlertFromAllSidesIsOneIncident() throws Exception {
    Secret secret = newSource("alertmanager", "bearer", 600, 100);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    List<Future<Api.Answer>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        answers.add(
            clients.submit(
                () ->
                    alertmanager(secret).send(Machine.alertmanager("Race", "firing", "critical"))));
      }
      List<String> numbers = new ArrayList<>();
      List<String> outcomes = new ArrayList<>();
      for (Future<Api.Answer> answer : answers) {
        numbers.add(number(answer.get()));
        outcomes.add(answer.get().json().get("outcome").asText());
      }
      assertThat(numbers).hasSize(50).containsOnly(numbers.get(0));
      assertThat(outcomes).containsOnlyOnce("opened");
    } finally {
      clients.shutdownNow();
    }
    assertThat(count("select count(*) from incident where reporter = :source", secret.name()))
        .isEqualTo(1);
    assertThat(
            count(
                "select sum(notifications) from alert_group where source = :source", secret.name()))
        .isEqualTo(50);
  }

  @Test
  void tooManyNewIncidentsJoinAStormAndNoneIsLost() {
    Secret secret = newSource("alertmanager", "bearer", 600, 3);
    Machine machine = alertmanager(secret);
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      Api.Answer answer = machine.send(Machine.alertmanager("Flood" + i, "firing", "warning"));
      numbers.add(number(answer));
      assertThat(answer.json().get("outcome").asText())
          .isEqualTo(i <= 3 ? "opened" : "joined-storm");
    }
    String storm = numbers.get(7);

    assertThat(numbers.subList(0, 3)).doesNotHaveDuplicates().doesNotContain(storm);
    assertThat(numbers.subList(3, 8)).containsOnly(storm);
    assertThat(incidents.get(storm).report().title())
        .isEqualTo("Alert storm from " + secret.name());
    assertThat(count("select count(*) from alert_group where source = :source", secret.name()))
        .isEqualTo(8);
    assertThat(count("select alert_groups from alert_storm where source = :source", secret.name()))
        .isEqualTo(5);

    clock.stopAt(MONDAY.plusSeconds(59));
    assertThat(number(machine.send(Machine.alertmanager("Late", "firing", "warning"))))
        .as("within a minute of the last one it still rages")
        .isEqualTo(storm);
    clock.stopAt(MONDAY.plusSeconds(59 + 60));
    assertThat(
            machine
                .send(Machine.alertmanager("Calm", "firing", "warning"))
                .json()
                .get("outcome")
                .asText())
        .isEqualTo("opened");
  }

  @Test
  void sourceIsSlowedDownAloneWhenItSendsTooMuch() {
    Secret loud = newSource("alertmanager", "bearer", 2, 100);
    Secret quiet = newSource("alertmanager", "bearer", 2, 100);
    String alert = Machine.alertmanager("Noise", "firing", "info");
    alertmanager(loud).send(alert);
    alertmanager(loud).send(alert);

    Api.Answer refused = alertmanager(loud).send(alert);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
    assertThat(alertmanager(quiet).send(alert).status()).isEqualTo(201);
    assertThat(audit(loud).get("refusals").get(0).get("reason").asText()).isEqualTo("rate");
    assertThat(audit(loud).get("deliveries")).hasSize(2);
  }

  @Test
  void signedDeliveryIsTakenOnceHoweverOftenItIsRepeated() {
    Secret secret = newSource("alertmanager", "hmac", 600, 100);
    String alert = Machine.alertmanager("Signed", "firing", "critical");
    Machine machine = Machine.unknown(port, "alertmanager");

    Api.Answer first = machine.sendSigned(secret.name(), "msg_1", MONDAY, secret.secret(), alert);
    Api.Answer replay = machine.sendSigned(secret.name(), "msg_1", MONDAY, secret.secret(), alert);

    assertThat(first.status()).as(first.text()).isEqualTo(201);
    assertThat(replay.json()).isEqualTo(first.json());
    assertThat(
            count(
                "select sum(notifications) from alert_group where source = :source", secret.name()))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"-301, 401", "-299, 201", "299, 201", "301, 401"})
  void signatureIsGoodForFiveMinutes(int seconds, int status) {
    Secret secret = newSource("alertmanager", "hmac", 600, 100);

    Api.Answer answer =
        Machine.unknown(port, "alertmanager")
            .sendSigned(
                secret.name(),
                "msg_1",
                MONDAY.plusSeconds(seconds),
                secret.secret(),
                Machine.alertmanager("Old", "firing", "critical"));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  void newSecretWorksAtOnceAndTheOldOneForTheOverlap() {
    Secret old = newSource("alertmanager", "bearer", 600, 100);
    Api.Answer rotated =
        admin.post("/api/webhook-sources/" + old.name() + "/rotation?overlap=PT1H", "");
    assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
    Secret fresh = new Secret(old.name(), rotated.json().get("secret").asText());
    String alert = Machine.alertmanager("Rotated", "firing", "critical");

    assertThat(alertmanager(fresh).send(alert).status()).isEqualTo(201);
    assertThat(alertmanager(old).send(alert).status()).isEqualTo(200);
    clock.stopAt(MONDAY.plusSeconds(3600));
    assertThat(alertmanager(old).send(alert).status()).isEqualTo(401);
    assertThat(alertmanager(fresh).send(alert).status()).isEqualTo(200);
  }

  @Test
  void revokedSourceIsNobody() {
    Secret secret = newSource("alertmanager", "bearer", 600, 100);

    assertThat(delete("/api/webhook-sources/" + secret.name())).isEqualTo(204);

    assertNothingStored(
        () -> alertmanager(secret).send(Machine.alertmanager("Gone", "firing", "critical")), 401);
  }

  @Test
  void strangersAreNotTaken() {
    Secret bearer = newSource("alertmanager", "bearer", 600, 100);
    Secret hmac = newSource("alertmanager", "hmac", 600, 100);
    String alert = Machine.alertmanager("Stranger", "firing", "critical");

    assertNothingStored(() -> Machine.unknown(port, "alertmanager").send(alert), 401);
    assertNothingStored(
        () -> Machine.withToken(port, "alertmanager", bearer.secret() + "x").send(alert), 401);
    assertNothingStored(() -> Machine.withToken(port, "grafana", bearer.secret()).send(alert), 401);
    assertNothingStored(
        () ->
            Machine.unknown(port, "alertmanager")
                .sendSigned(hmac.name(), "msg_1", MONDAY, "whsec_" + "A".repeat(43) + "=", alert),
        401);
    assertNothingStored(
        () -> Machine.unknown(port, "alertmanager").with("webhook-source", hmac.name()).send(alert),
        401);
    assertThat(audit(hmac).get("refusals")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"groupKey\":1}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":{}}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[null]}",
        "{\"groupKey\":\"k\",\"status\":\"burning\",\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"2026-03-02T07:00:00Z\"}]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\"}]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"yesterday\"}]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"startsAt\":\"1969-12-31T23:59:59Z\"}]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"startsAt\":7}]}",
        "{\"groupKey\":\"k\",\"status\":\"firing\",\"alerts\":[{\"labels\":[]}]}",
        "{\"groupKey\":\"k\",\"groupKey\":\"l\",\"status\":\"firing\",\"alerts\":[]}",
      })
  void malformedAlertsAreRefused(String json) {
    Secret secret = newSource("alertmanager", "bearer", 600, 100);

    assertNothingStored(() -> alertmanager(secret).send(json), 400);
  }

  @Test
  void hostileBodiesAreRefused() {
    Secret secret = newSource("alertmanager", "bearer", 600, 100);
    String valid = Machine.alertmanager("Hostile", "firing", "critical");
    byte[] badUtf8 = valid.getBytes(StandardCharsets.ISO_8859_1);
    badUtf8[valid.indexOf("mail-1")] = (byte) 0xFF;

    assertNothingStored(() -> alertmanager(secret).send(badUtf8, "application/json"), 400);
    assertNothingStored(
        () -> alertmanager(secret).send(new byte[10 * 1024 * 1024], "application/json"), 413);
    assertNothingStored(
        () -> alertmanager(secret).send("{\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}"),
        400);
    assertNothingStored(
        () -> alertmanager(secret).send(valid.getBytes(StandardCharsets.UTF_8), "text/plain"), 415);
    assertNothingStored(() -> alertmanager(secret).send(valid + valid), 400);
  }

  /** Control characters and halves of characters are someone's data, not ours: they are mended. */
  @Test
  void strangeCharactersDoNotLoseAnAlert() {
    Secret secret = newSource("alertmanager", "bearer", 600, 100);
    String strange =
        Machine.alertmanager("Strange\\u0000\\ud800\\r\\nTo: all", "firing", "critical");

    Api.Answer answer = alertmanager(secret).send(strange);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(incidents.get(number(answer)).report().title())
        .isEqualTo("Strange ? To: all on mail-1");
  }

  @Test
  void grafanaIsUnderstood() {
    Secret secret = newSource("grafana", "bearer", 600, 100);
    String alert =
        """
        {"receiver":"ims","status":"firing","orgId":1,"alerts":[{"status":"firing","labels":\
        {"alertname":"High memory","grafana_folder":"Shop","severity":"high"},"annotations":{\
        "summary":"Memory of shop-2 is full"},"startsAt":"2026-03-02T08:50:00+01:00","endsAt":\
        "0001-01-01T00:00:00Z","generatorURL":"https://grafana/alerting/1/edit","fingerprint":\
        "57c6d9296de2ad39","silenceURL":"https://grafana/alerting/silence/new","dashboardURL":"",\
        "panelURL":"","values":{"B":44.2},"valueString":"[ var='B' value=44.2 ]"}],"groupLabels":\
        {"alertname":"High memory"},"commonLabels":{"alertname":"High memory"},"commonAnnotations":\
        {},"externalURL":"https://grafana/","version":"1","groupKey":"{}:{alertname=\\"High\\"}",\
        "truncatedAlerts":0,"title":"[FIRING:1] High memory","state":"alerting","message":"text"}""";

    Api.Answer answer = Machine.withToken(port, "grafana", secret.secret()).send(alert);

    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    assertThat(incidents.get(number(answer)).report())
        .returns("Memory of shop-2 is full", Report::title)
        .returns("network", Report::service)
        .returns(Instant.parse("2026-03-02T07:50:00Z"), Report::noticedAt);
  }

  @Test
  void cloudEventsAreUnderstoodInBothModes() {
    Secret secret = newSource("cloudevents", "bearer", 600, 100);
    String structured =
        """
        {"specversion":"1.0","id":"A-1","source":"/scanner","type":"com.example.finding",\
        "subject":"host-7","time":"2026-03-02T07:59:00Z","datacontenttype":"application/json",\
        "data":{"title":"Port 23 is open","severity":"high","service":"web-shop"}}""";

    Api.Answer opened =
        Machine.withToken(port, "cloudevents", secret.secret())
            .send(structured.getBytes(StandardCharsets.UTF_8), "application/cloudevents+json");
    assertThat(opened.status()).as(opened.text()).isEqualTo(201);
    assertThat(incidents.get(number(opened)).report())
        .returns("Port 23 is open", Report::title)
        .returns("web-shop", Report::service);
    Api.Answer repeated =
        Machine.withToken(port, "cloudevents", secret.secret())
            .send(structured.getBytes(StandardCharsets.UTF_8), "application/cloudevents+json");
    assertThat(repeated.json()).as("the same event is the same answer").isEqualTo(opened.json());

    Api.Answer over =
        Machine.withToken(port, "cloudevents", secret.secret())
            .with("ce-specversion", "1.0")
            .with("ce-id", "A-2")
            .with("ce-source", "/scanner")
            .with("ce-type", "com.example.finding.resolved")
            .with("ce-subject", "host-7")
            .send("{}");
    assertThat(over.status()).as(over.text()).isEqualTo(200);
    assertThat(over.json().get("outcome").asText()).isEqualTo("resolved");
    assertThat(number(over)).isEqualTo(number(opened));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"specversion\":\"1.0\"}",
        "{\"specversion\":\"9\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"b\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"b\",\"time\":\"noon\"}",
      })
  void whatIsNoCloudEventIsRefused(String body) {
    Secret secret = newSource("cloudevents", "bearer", 600, 100);

    assertNothingStored(
        () ->
            Machine.withToken(port, "cloudevents", secret.secret())
                .send(body.getBytes(StandardCharsets.UTF_8), "application/cloudevents+json"),
        400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reporter", "service-desk", "process-owner", "auditor", "exec"})
  void onlyAdministratorsManageSources(String login) {
    Api other = Api.as(login, port);

    assertThat(other.get("/api/webhook-sources").status()).isEqualTo(403);
    assertThat(other.post("/api/webhook-sources", "{\"name\":\"mine\"}").status()).isEqualTo(403);
    assertThat(other.post("/api/webhook-sources/x/rotation", "").status()).isEqualTo(403);
  }

  @Test
  void sourceWithFaultsIsRefusedWithEachOfThem() {
    Api.Answer answer =
        admin.post(
            "/api/webhook-sources",
            "{\"name\":\"X\",\"kind\":\"alertmanager\",\"authentication\":\"bearer\","
                + "\"defaultService\":\"none\",\"ratePerMinute\":0}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("name", "defaultService", "ratePerMinute");
  }

  @Test
  void secretsAreNeverShownAgainNorStoredInClear() {
    Secret secret = newSource("alertmanager", "hmac", 600, 100);
    assertThat(admin.get("/api/webhook-sources").text())
        .contains(secret.name())
        .doesNotContain(secret.secret().substring(6));
    byte[] sealed =
        jdbc.sql("select sealed_key from webhook_secret where source = :source")
            .param("source", secret.name())
            .query(byte[].class)
            .single();
    String clear =
        HexFormat.of().formatHex(Base64.getDecoder().decode(secret.secret().substring(6)));
    assertThat(sealed).as("nonce, key and tag").hasSize(12 + 32 + 16);
    assertThat(HexFormat.of().formatHex(sealed)).doesNotContain(clear);
  }

  private record Secret(String name, String secret) {}

  private Secret newSource(String kind, String authentication, int rate, int threshold) {
    String name = "s-" + UUID.randomUUID().toString().substring(0, 13);
    Api.Answer answer =
        admin.post(
            "/api/webhook-sources",
            """
            {"name":"%s","kind":"%s","authentication":"%s","defaultService":"network",\
            "ratePerMinute":%d,"stormThreshold":%d}"""
                .formatted(name, kind, authentication, rate, threshold));
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return new Secret(name, answer.json().get("secret").asText());
  }

  private Machine alertmanager(Secret secret) {
    return Machine.withToken(port, "alertmanager", secret.secret());
  }

  private JsonNode audit(Secret secret) {
    return admin.get("/api/webhook-sources/" + secret.name() + "/deliveries").json();
  }

  private int delete(String path) {
    return Http.basic(port, "admin").send("DELETE", path).statusCode();
  }

  private static String number(Api.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
    return answer.json().get("number").asText();
  }

  private int count(String sql, String source) {
    return jdbc.sql(sql).param("source", source).query(Integer.class).single();
  }

  private interface Sending {
    Api.Answer send();
  }

  private void assertNothingStored(Sending sending, int status) {
    String rows =
        "select (select count(*) from incident) + (select count(*) from webhook_delivery)"
            + " + (select count(*) from alert_group) + (select count(*) from alert)"
            + " + (select count(*) from act_ru_execution)";
    long before = jdbc.sql(rows).query(Long.class).single();

    Api.Answer answer = sending.send();

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(jdbc.sql(rows).query(Long.class).single()).isEqualTo(before);
  }
}
