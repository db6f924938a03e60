package org.ims.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.ims.nodes.Node;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Modeler;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those who take our messages are away, or we are gone in the worst moment. */
@Tag("faults")
class DeliveryDrill {

  private static final Path TABLE = Path.of("processes/communication/DeliveryDecision.dmn");
  private static final Duration LOCK = Duration.ofSeconds(15);
  private static final int KILLS = 20;

  @TempDir private Path folder;
  private Postbox postbox;
  private WireMockServer hooks;
  private BreakableLine lineToHooks;
  private Node node;
  private Invariants invariants;

  @BeforeEach
  void begin() throws IOException {
    postbox = Postbox.open();
    hooks = new WireMockServer(wireMockConfig().dynamicPort());
    hooks.start();
    answers(204);
    lineToHooks = BreakableLine.to(hooks.port());
    String url = TestPostgres.newDatabase();
    invariants = Invariants.of(url);
    node =
        Drill.node(
            url,
            folder,
            postbox,
            LOCK,
            "--ims.communication.channels.allow-http=true",
            "--ims.communication.channels.allowed-hosts=localhost",
            "--ims.communication.channels.private-hosts=localhost");
    Drill.welcome(node);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    lineToHooks.close();
    hooks.stop();
    postbox.close();
  }

  /** What goes over another channel does not wait for the mails. */
  @Test
  void mailServerIsAwayAndComesBack() throws IOException {
    channel();
    drill(
        "the mail server is away, then silent, 1 min each",
        load -> {
          outage(load, postbox.line(), BreakableLine.Quality.CUT);
          assertThat(calls()).as("over the other channel").isNotEmpty();
          outage(load, postbox.line(), BreakableLine.Quality.SILENT);
        });
  }

  @Test
  void webhookIsAwayAndComesBack() throws IOException {
    channel();
    drill(
        "a webhook answers 503, is away, then silent, 1 min each",
        load -> {
          answers(503);
          followed();
          load.work(Duration.ofMinutes(1));
          answers(204);
          outage(load, lineToHooks, BreakableLine.Quality.CUT);
          outage(load, lineToHooks, BreakableLine.Quality.SILENT);
        });
    Map<String, Integer> calls = calls();
    List<String> sent =
        invariants
            .owner()
            .sql("select key from notice where state = 'SENT' and channel = 'WEBHOOK'")
            .query(String.class)
            .list();
    assertThat(calls).as("each of them arrived").hasSameSizeAs(sent).isNotEmpty();
    System.out.println("Webhooks: " + calls.size() + ", times " + calls.values());
    assertThat(calls.values()).as("and none twice").containsOnly(1);
  }

  /** The server has taken the mail, and nobody lives to tick it off. */
  @Test
  void killedBetweenTheServersYesAndTheMark() throws IOException {
    List<Duration> recoveries = new ArrayList<>();
    Load load = Load.on(node);
    try (load) {
      for (int kill = 0; kill < KILLS; kill++) {
        load.work(Duration.ofSeconds(3));
        int before = postbox.size();
        postbox.line().holdBack(answer -> postbox.size() > before);
        await().atMost(Duration.ofMinutes(2)).until(() -> postbox.size() > before);
        node.kill();
        long dead = System.nanoTime();
        postbox.line().holdBack(answer -> false);
        node.again().ready();
        recoveries.add(load.recovery(dead, Duration.ofMinutes(1)));
      }
    }
    Drill.End end =
        new Drill.Stage(node, invariants, postbox)
            .end(
                "`kill -9` between the mail server's yes and our mark",
                load,
                recoveries,
                LOCK.plusSeconds(60));
    assertThat(end.verdict().twice()).as("the fault was there").isPositive();
  }

  private interface Faults {
    void strike(Load load);
  }

  private void drill(String name, Faults faults) throws IOException {
    shortPauses();
    Load load = Load.on(node);
    List<Duration> recoveries = new ArrayList<>();
    try (load) {
      load.work(Duration.ofSeconds(10));
      faults.strike(load);
      recoveries.add(load.recovery(Duration.ofSeconds(10)));
      load.work(Duration.ofSeconds(10));
    }
    Drill.End end =
        new Drill.Stage(node, invariants, postbox)
            .end(name, load, recoveries, LOCK.plusSeconds(60));
    assertThat(end.triedAgain()).as("jobs that got stuck").isZero();
    assertThat(end.verdict().twice()).as("mails that came twice").isZero();
  }

  private void outage(Load load, BreakableLine line, BreakableLine.Quality quality) {
    line.become(quality);
    followed();
    load.work(Duration.ofMinutes(1));
    line.become(BreakableLine.Quality.WHOLE);
    load.work(Duration.ofSeconds(10));
  }

  /** An outage of hours in minutes: as a process owner changes the table. */
  private void shortPauses() throws IOException {
    String table =
        Files.readString(TABLE)
            .replace("\"PT30S\"", "\"PT2S\"")
            .replace("\"PT2M\"", "\"PT2S\"")
            .replace("\"PT10M\"", "\"PT3S\"")
            .replace("\"PT30M\"", "\"PT5S\"")
            .replace("\"PT1H\"", "\"PT5S\"");
    Api.Answer deployed =
        Modeler.as("admin", node.password(), node.port())
            .deploy("Short pauses", "DeliveryDecision.dmn", table);
    assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
  }

  private void channel() {
    Http admin = Drill.admin(node);
    HttpResponse<String> created =
        admin.post(
            "/api/channels",
            """
            {"name": "ops", "kind": "webhook", "language": "en", "url": "http://localhost:%d/hook"}
            """
                .formatted(lineToHooks.port()));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
  }

  /** The service is down, and somebody writes so to its users, of whom the channel is one. */
  private void followed() {
    String number = Drill.reported(node, "mail");
    HttpResponse<String> subscribed =
        Drill.admin(node)
            .post(
                "/api/subscriptions",
                "{\"kind\": \"CHANNEL\", \"subscriber\": \"ops\", \"incident\": \"%s\"}"
                    .formatted(number));
    assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);
    Drill.assess(
        node,
        number,
        "it",
        "Mail",
        "mail",
        """
        {"serviceState": {"value": "down"}, "dataClass": {"value": "none"},
         "spreading": {"value": "no"}, "workaround": {"value": "none"},
         "minutesToBusinessImpact": {"value": 10}}
        """);
    // Nobody waits until it is time.
    String timer =
        await().atMost(LOCK.multipliedBy(4)).until(() -> draftDue(number), Objects::nonNull);
    Drill.admin(node).post("/engine-rest/job/" + timer + "/execute", "{}");
    Drill.submit(
        node,
        number,
        "UserTask_WriteUpdate",
        """
        {"updateOutcome": {"value": "send"}, "updateStatus": {"value": "investigating"},
         "updateText": {"value": "We look at the disks."}, "nextUpdateAt": {"value": "%s"}}
        """
            .formatted(Instant.now().plus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.SECONDS)));
  }

  private String draftDue(String number) {
    return invariants
        .owner()
        .sql(
            """
            select j.id_ from act_ru_job j
            join act_ru_execution e on e.id_ = j.process_instance_id_
            join act_ru_variable v on v.proc_inst_id_ = e.id_ and v.name_ = 'audience'
            where e.business_key_ = ? and j.handler_cfg_ like 'Timer_DraftDue%' and v.text_ = 'users'
            """)
        .param(number)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  private void answers(int status) {
    hooks.resetMappings();
    hooks.stubFor(post(anyUrl()).willReturn(status(status)));
  }

  /** How often each event was taken. */
  private Map<String, Integer> calls() {
    Map<String, Integer> calls = new HashMap<>();
    for (ServeEvent event : hooks.getAllServeEvents()) {
      if (event.getResponse().getStatus() == 204) {
        calls.merge(event.getRequest().getHeader("webhook-id"), 1, Integer::sum);
      }
    }
    return calls;
  }
}
