package org.ims.communication.channels;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ims.engine.Alerts;
import org.ims.engine.EngineClock;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Browsing;
import org.ims.testing.Desk;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.Jobs;
import org.ims.testing.Journey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Channels as administrators keep them, and notices on their way through them. */
@ImsHttpTest
@ExtendWith(OutputCaptureExtension.class)
class ChannelApiTest {

  private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "T0000-very-secret";

  private static WireMockServer server;

  @LocalServerPort private int port;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private Journey journey;
  @Autowired private Alerts alerts;
  @Autowired private JdbcClient jdbc;
  @Autowired private EngineClock clock;

  private Api admin;

  @BeforeAll
  static void start() {
    server = new WireMockServer(wireMockConfig().dynamicPort());
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @BeforeEach
  void begin() {
    clock.stopAt(MONDAY);
    admin = Api.as("admin", port);
    server.resetAll();
    answers(200);
  }

  @Test
  void slackChannelHearsOfAnIncident() throws Exception {
    String channel = channel("slack", "en");
    String number = told(channel, "state-responding");

    JsonNode message = JSON.readTree(only().getBodyAsString());
    assertThat(message.get("text").asText()).startsWith(number + " - worked on");
    assertThat(message.at("/blocks/0/type").asText()).isEqualTo("header");
    assertThat(message.at("/blocks/1/text/text").asText()).startsWith("Hello everybody,");
    assertThat(only().getHeader("Content-Type")).startsWith("application/json");
    assertThat(notice(number).get("state").asText()).isEqualTo("SENT");
    assertThat(notice(number).get("channel").asText()).isEqualTo("SLACK");
    assertThat(notice(number).get("recipient").asText()).isEqualTo("channel:" + channel);
    assertThat(timeline(number)).contains("Slack \"" + number + " - worked on");
    assertThat(entry(channel).get("lastSuccessAt").asText()).isEqualTo(MONDAY.toString());
    assertThat(Browsing.as("incident-manager", port).get("/messages").text())
        .contains("channel:" + channel, "<td>Slack</td>");
  }

  @Test
  void teamsChannelHearsOfItInItsLanguage() throws Exception {
    String channel = channel("teams", "de");
    String number = told(channel, "state-responding");

    JsonNode card = JSON.readTree(only().getBodyAsString()).at("/attachments/0/content");
    assertThat(card.get("type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.at("/body/0/inlines/0/text").asText()).startsWith(number + " - in Arbeit");
    assertThat(card.at("/body/1/inlines/0/text").asText()).contains("Wird gesichtet");
    assertThat(notice(number).get("channel").asText()).isEqualTo("TEAMS");
  }

  @Test
  void webhookIsSignedAndKeepsItsIdentifierOverAttempts() throws Exception {
    String name = name();
    Api.Answer created = create(name, "webhook", "en");
    String secret = created.json().get("secret").asText();
    assertThat(secret).startsWith("whsec_");
    answers(503);
    String number = requested(name, "state-responding");
    jobs.run(number, "ServiceTask_SendNotice");
    answers(204);
    jobs.fire(number, "Timer_PauseOver", MONDAY.plusSeconds(30));
    jobs.run(number, "ServiceTask_SendNotice");

    List<LoggedRequest> requests = requests();
    assertThat(requests).hasSize(2);
    assertThat(requests)
        .extracting(request -> request.getHeader("webhook-id"))
        .containsOnly(requests.get(0).getHeader("webhook-id"));
    for (LoggedRequest request : requests) {
      assertThat(request.getHeader("webhook-signature")).isEqualTo("v1," + signed(secret, request));
      assertThat(request.getHeader("Content-Type")).startsWith("application/cloudevents+json");
    }
    assertThat(JSON.readTree(requests.get(1).getBodyAsString()).get("id").asText())
        .isEqualTo(requests.get(0).getHeader("webhook-id"));
    assertThat(requests.get(1).getHeader("webhook-timestamp"))
        .isEqualTo(String.valueOf(MONDAY.plusSeconds(30).getEpochSecond()));
    assertThat(notice(number).get("state").asText()).isEqualTo("SENT");
    assertThat(notice(number).get("attempts").asInt()).isEqualTo(2);
  }

  /** A receiver that learns the new key later still knows whose a delivery is. */
  @Test
  void rotatedWebhookIsSignedWithBothKeysForADay() throws Exception {
    String name = name();
    String old = create(name, "webhook", "en").json().get("secret").asText();
    String fresh =
        admin
            .post("/api/channels/" + name + "/rotation", "{\"url\":\"" + url("/hook") + "\"}")
            .json()
            .get("secret")
            .asText();
    assertThat(fresh).isNotEqualTo(old);

    test(name);
    assertThat(only().getHeader("webhook-signature"))
        .isEqualTo("v1,%s v1,%s".formatted(signed(fresh, only()), signed(old, only())));
    server.resetRequests();
    clock.stopAt(MONDAY.plusSeconds(86_400));
    test(name);
    assertThat(only().getHeader("webhook-signature")).isEqualTo("v1," + signed(fresh, only()));
  }

  @ParameterizedTest
  @CsvSource({"500", "502", "503", "429", "408"})
  void troubleOfTheServerIsTriedAgain(int status) {
    answers(status);
    String number = told(channel("slack", "en"), "state-responding");

    assertThat(notice(number).get("state").asText()).isEqualTo("PENDING");
    assertThat(notice(number).get("lastError").asText())
        .isEqualTo("The channel answers with code " + status + ".");
    jobs.assertDue(number, "Timer_PauseOver", MONDAY.plusSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "410", "301", "307"})
  void refusalIsForGood(int status) {
    server.stubFor(
        post("/hook/" + SECRET)
            .willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Location", "/elsewhere")
                    .withBody("no_service")));
    String channel = channel("slack", "en");
    String number = told(channel, "state-responding");

    assertThat(notice(number).get("state").asText()).isEqualTo("UNDELIVERED");
    assertThat(notice(number).get("lastError").asText())
        .isEqualTo("The channel answers with code " + status + " (no_service).");
    assertThat(entry(channel).get("lastFailure").asText()).contains(String.valueOf(status));
    assertThat(requests()).hasSize(1);
  }

  @Test
  void serverThatAsksForAPauseIsLeftAlone() {
    server.stubFor(
        post("/hook/" + SECRET)
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "60")));
    String number = told(channel("slack", "en"), "state-responding");
    jobs.fire(number, "Timer_PauseOver", MONDAY.plusSeconds(30));
    jobs.run(number, "ServiceTask_SendNotice");

    assertThat(requests()).as("within the pause").hasSize(1);
    answers(200);
    jobs.fire(number, "Timer_PauseOver", MONDAY.plusSeconds(150));
    jobs.run(number, "ServiceTask_SendNotice");
    assertThat(notice(number).get("state").asText()).isEqualTo("SENT");
    assertThat(requests()).hasSize(2);
  }

  /** The list allows the host, and its address is one of this machine. */
  @Test
  void hostThatTurnsOutToBeInsideIsNotCalled() {
    String name = name();
    assertThat(create(name, "slack", url("untrusted.localhost", "/hook/" + SECRET), "en").status())
        .isEqualTo(201);

    assertThat(test(name).get("because").asText())
        .isIn(
            "The host of the channel has an address that may not be called.",
            "The channel does not answer.");
    assertThat(requests()).isEmpty();
  }

  @Test
  void urlIsNeverSaidAgain(CapturedOutput output) {
    String name = name();
    Api.Answer created = create(name, "slack", "en");
    answers(404);
    String number = told(name, "state-responding");
    Api.Answer refused = create(name(), "slack", "https://elsewhere.example/" + SECRET, "en");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("allowed-host");
    Api.Answer unreadable = create(name(), "slack", "https://local host/" + SECRET, "en");
    assertThat(unreadable.status()).isEqualTo(400);

    Stream.of(
            created.text(),
            refused.text(),
            unreadable.text(),
            admin.get("/api/channels").text(),
            admin.get("/api/channels/" + name + "/audit").text(),
            admin.get("/api/messages?incident=" + number).text(),
            timeline(number),
            output.getAll())
        .forEach(said -> assertThat(said).doesNotContain(SECRET, "/hook/"));
    byte[] sealed =
        jdbc.sql("select sealed_url from channel where name = :name")
            .param("name", name)
            .query((row, index) -> row.getBytes(1))
            .single();
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET, "localhost");
  }

  @Test
  void whatIsDoneWithAChannelIsKept() {
    String name = name();
    create(name, "slack", "en");
    assertThat(test(name).get("delivered").asBoolean()).isTrue();
    answers(404);
    assertThat(test(name).get("because").asText()).contains("404");
    admin.post("/api/channels/" + name + "/rotation", "{\"url\":\"" + url("/new") + "\"}");
    assertThat(Http.basic(port, "admin").send("DELETE", "/api/channels/" + name).statusCode())
        .isEqualTo(204);

    JsonNode deeds = admin.get("/api/channels/" + name + "/audit").json();
    assertThat(deeds.findValuesAsText("action"))
        .containsExactly("retired", "rotated", "tested", "tested", "created");
    assertThat(deeds.findValuesAsText("actor")).containsOnly("admin");
    assertThat(entry(name).get("active").asBoolean()).isFalse();
    assertThat(admin.post("/api/channels/" + name + "/test", "").status()).isEqualTo(404);
    assertThat(create(name, "slack", "en").status()).isEqualTo(409);
  }

  @Test
  void retiredChannelIsNotTold() {
    String name = name();
    create(name, "slack", "en");
    String onItsWay = requested(name, "state-responding");
    Http.basic(port, "admin").send("DELETE", "/api/channels/" + name);
    jobs.run(onItsWay, "ServiceTask_SendNotice");
    String later = requested(name, "state-responding");

    assertThat(notice(onItsWay).get("state").asText()).isEqualTo("UNDELIVERED");
    assertThat(notice(onItsWay).get("lastError").asText()).isEqualTo("The channel is retired.");
    assertThat(notice(later).get("state").asText()).isEqualTo("UNDELIVERABLE");
    assertThat(requests()).isEmpty();
  }

  /** A room that everybody reads is not told of what few may know. */
  @Test
  void restrictedIncidentIsKeptFromAChannelThatMayNotHearOfIt() {
    String open = channel("slack", "en");
    String closed = name();
    admin.post(
        "/api/channels",
        "{\"name\":\"%s\",\"kind\":\"slack\",\"url\":\"%s\",\"restricted\":true}"
            .formatted(closed, url("/hook/" + SECRET)));
    String number = desk.reportedAndRegistered("reporter", journey.report(MINOR));
    jdbc.sql("update incident set restricted = true where number = :number")
        .param("number", number)
        .update();
    alerts.tell(number, "state-responding", 1, null, List.of(), List.of("channel:" + open));
    alerts.tell(number, "state-responding", 1, null, List.of(), List.of("channel:" + closed));

    assertThat(
            jdbc.sql(
                    "select state from notice where incident_number = :number and channel = 'SLACK' order by id")
                .param("number", number)
                .query(String.class)
                .list())
        .containsExactly("WITHHELD", "PENDING");
  }

  @Test
  void everyFieldThatBreaksARuleIsNamed() {
    Api.Answer answer =
        admin.post("/api/channels", "{\"name\":\"No Name\",\"language\":\"german\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("\"name\"", "\"kind\"", "\"language\"", "\"url\"");
    assertThat(admin.post("/api/channels", "{\"kind\":\"pigeon\"}").text())
        .contains("slack, teams");
  }

  @ParameterizedTest
  @ValueSource(strings = {"incident-manager", "comms-external", "auditor", "reporter"})
  void onlyAdministratorsManageChannels(String login) {
    String name = channel("slack", "en");
    Api person = Api.as(login, port);
    String url = "{\"url\":\"" + url("/hook") + "\"}";

    assertThat(person.get("/api/channels").status()).isEqualTo(403);
    assertThat(person.get("/api/channels/" + name + "/audit").status()).isEqualTo(403);
    assertThat(person.post("/api/channels", "{}").status()).isEqualTo(403);
    assertThat(person.post("/api/channels/" + name + "/test", "").status()).isEqualTo(403);
    assertThat(person.post("/api/channels/" + name + "/rotation", url).status()).isEqualTo(403);
    assertThat(Http.basic(port, login).send("DELETE", "/api/channels/" + name).statusCode())
        .isEqualTo(403);
    assertThat(requests()).isEmpty();
  }

  /** Asks for a notice to the channel and has it sent; returns the number of its incident. */
  private String told(String channel, String kind) {
    String number = requested(channel, kind);
    jobs.run(number, "ServiceTask_SendNotice");
    return number;
  }

  private String requested(String channel, String kind) {
    String number = desk.reportedAndRegistered("reporter", journey.report(MINOR));
    journey.sendNotices(number);
    alerts.tell(number, kind, 1, null, List.of(), List.of("channel:" + channel));
    return number;
  }

  private String channel(String kind, String language) {
    String name = name();
    assertThat(create(name, kind, language).status()).isEqualTo(201);
    return name;
  }

  /** Whoever asked finds the call in the trace of the request, and no baggage goes with it. */
  @Test
  void callBelongsToTheTraceOfItsRequest() {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String channel = name();
    server.stubFor(post("/hook/" + SECRET).willReturn(ok()));
    create(channel, "webhook", "en");
    server.resetRequests();
    admin.post(
        "/api/channels/" + channel + "/test",
        "",
        "traceparent",
        "00-" + trace + "-b7ad6b7169203331-01",
        "baggage",
        "user=mallory");
    server.verify(
        postRequestedFor(urlEqualTo("/hook/" + SECRET))
            .withHeader("traceparent", matching("00-" + trace + "-[0-9a-f]{16}-01"))
            .withoutHeader("baggage"));
  }

  private Api.Answer create(String name, String kind, String language) {
    return create(name, kind, url("/hook/" + SECRET), language);
  }

  private Api.Answer create(String name, String kind, String url, String language) {
    return admin.post(
        "/api/channels",
        "{\"name\":\"%s\",\"kind\":\"%s\",\"url\":\"%s\",\"language\":\"%s\"}"
            .formatted(name, kind, url, language));
  }

  private JsonNode test(String name) {
    return admin.post("/api/channels/" + name + "/test", "").json();
  }

  private JsonNode entry(String name) {
    for (JsonNode entry : admin.get("/api/channels").json()) {
      if (entry.get("name").asText().equals(name)) {
        return entry;
      }
    }
    throw new AssertionError("There is no channel " + name);
  }

  private JsonNode notice(String number) {
    return admin.get("/api/messages?incident=" + number).json().get(0);
  }

  private String timeline(String number) {
    return admin
        .get("/api/incidents/" + number + "/timeline")
        .json()
        .findValuesAsText("text")
        .toString();
  }

  private static String name() {
    return "c-" + UUID.randomUUID().toString().substring(0, 18);
  }

  private static String url(String path) {
    return url("localhost", path);
  }

  private static String url(String host, String path) {
    return "http://%s:%d%s".formatted(host, server.port(), path);
  }

  private static void answers(int status) {
    server.stubFor(
        post("/hook/" + SECRET)
            .willReturn(status == 200 ? ok("ok") : aResponse().withStatus(status)));
    server.stubFor(post("/hook").willReturn(ok("ok")));
  }

  private static List<LoggedRequest> requests() {
    return Stream.of("/hook/" + SECRET, "/hook", "/elsewhere", "/new")
        .flatMap(path -> server.findAll(postRequestedFor(urlEqualTo(path))).stream())
        .toList();
  }

  private static LoggedRequest only() {
    assertThat(requests()).hasSize(1);
    return requests().get(0);
  }

  /** As a receiver computes it. */
  private static String signed(String secret, LoggedRequest request) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    mac.update(
        "%s.%s."
            .formatted(request.getHeader("webhook-id"), request.getHeader("webhook-timestamp"))
            .getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(mac.doFinal(request.getBody()));
  }
}
