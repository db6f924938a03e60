package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.reporting.webhooks.Machine;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that send without measure, more than once, or what nobody can read. */
@Tag("faults")
class MachinesDrill {

  private static final Duration LOCK = Duration.ofSeconds(15);

  /** As many deliveries a minute as no drill sends. */
  private static final int BOUNDLESS = 100_000;

  private static final int FLOODING = 8;
  private static final Duration FLOOD = Duration.ofSeconds(60);
  private static final Duration STEADY = Duration.ofMillis(100);

  private static final int ALERTS = 200;
  private static final int COPIES = 5;

  private static final int BODIES = 10_000;
  private static final long SEED = 20_260_302;

  @TempDir private Path folder;
  private Postbox postbox;
  private Invariants invariants;
  private String url;
  private Node node;

  @BeforeEach
  void begin() throws IOException {
    postbox = Postbox.open();
    url = TestPostgres.newDatabase();
    invariants = Invariants.of(url);
    node = start();
    Drill.welcome(node);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    postbox.close();
  }

  private Node start() throws IOException {
    return Drill.node(
        url, folder, postbox, LOCK, "--ims.security.requests-per-minute=" + BOUNDLESS);
  }

  @Test
  void floodOfOneSourceLeavesAnotherItsTime() throws Exception {
    // As few that the slowest machine can tell too many from them.
    String loud = source("loud", 60);
    String steady = source("steady", BOUNDLESS);
    Map<Integer, Integer> flooded = new ConcurrentHashMap<>();
    List<Long> times = new ArrayList<>();
    Map<Integer, Integer> answered = new TreeMap<>();
    long end = System.nanoTime() + FLOOD.toNanos();
    ExecutorService clients = Executors.newFixedThreadPool(FLOODING);
    List<Future<?>> floods = new ArrayList<>();
    for (int client = 0; client < FLOODING; client++) {
      String name = "Flood " + client;
      floods.add(
          clients.submit(
              () -> {
                Machine machine = Machine.withToken(node.port(), "alertmanager", loud);
                String alert = Machine.alertmanager(name, "firing", "warning");
                while (System.nanoTime() < end) {
                  flooded.merge(machine.send(alert).status(), 1, Integer::sum);
                }
              }));
    }
    Machine machine = Machine.withToken(node.port(), "alertmanager", steady);
    for (int alert = 0; System.nanoTime() < end; alert++) {
      long begin = System.nanoTime();
      // Fifty alarms that fire again and again.
      String json = Machine.alertmanager("Steady " + alert % 50, "firing", "warning");
      answered.merge(machine.send(json).status(), 1, Integer::sum);
      long took = System.nanoTime() - begin;
      times.add(took);
      LockSupport.parkNanos(STEADY.toNanos() - took);
    }
    for (Future<?> flood : floods) {
      flood.get();
    }
    clients.shutdown();
    times.sort(null);
    Duration p95 = Duration.ofNanos(times.get(times.size() * 95 / 100));
    Figures.say(
        "Flood of one source for %d s: %d deliveries a second, by status %s; another: %s, p95 %d ms"
            .formatted(
                FLOOD.toSeconds(),
                flooded.values().stream().mapToInt(count -> count).sum() / FLOOD.toSeconds(),
                flooded,
                answered,
                p95.toMillis()));
    assertThat(flooded).containsKey(429).containsOnlyKeys(200, 201, 429);
    assertThat(answered).containsOnlyKeys(200, 201);
    assertThat(p95).isLessThan(Duration.ofSeconds(1));
    assertThat(
            invariants.count(
                "select sum(notifications)::int from alert_group where source = 'steady'"))
        .isEqualTo(times.size());
  }

  @Test
  void alertThatComesFiveTimesAtTwoNodesIsOneIncident() throws Exception {
    try (Node other = start().ready()) {
      String token = source("echo", BOUNDLESS);
      List<Machine> machines =
          List.of(
              Machine.withToken(node.port(), "alertmanager", token),
              Machine.withToken(other.port(), "alertmanager", token));
      ExecutorService clients = Executors.newFixedThreadPool(COPIES);
      Map<String, Integer> outcomes = new TreeMap<>();
      for (int alert = 0; alert < ALERTS; alert++) {
        String json = Machine.alertmanager("Echo " + alert, "firing", "warning");
        List<Callable<Api.Answer>> copies = new ArrayList<>();
        for (int copy = 0; copy < COPIES; copy++) {
          Machine machine = machines.get(copy % machines.size());
          copies.add(() -> machine.send(json));
        }
        Map<String, Integer> numbers = new TreeMap<>();
        for (Api.Answer answer : Drill.atOnce(clients, copies)) {
          assertThat(answer.status()).as(answer.text()).isIn(200, 201);
          outcomes.merge(answer.json().get("outcome").asText(), 1, Integer::sum);
          numbers.merge(answer.json().get("number").asText(), 1, Integer::sum);
        }
        assertThat(numbers).as("incidents of %s", json).hasSize(1);
      }
      clients.shutdown();
      Figures.say(
          "%d alerts, each %d times at once at two nodes: %s".formatted(ALERTS, COPIES, outcomes));
      assertThat(
              invariants.count(
                  "select sum(notifications)::int from alert_group where source = 'echo'"))
          .isEqualTo(ALERTS * COPIES);
      assertThat(invariants.count("select count(*)::int from alert_group where source = 'echo'"))
          .isEqualTo(ALERTS);
    }
  }

  @Test
  void bodiesThatNobodyCanReadAreRefusedAndLeaveNothingBehind() {
    Machine machine = Machine.withToken(node.port(), "alertmanager", source("garbled", BOUNDLESS));
    Api reporter = Api.as("admin", node.password(), node.port());
    String alert = Machine.alertmanager("Garbled", "firing", "warning");
    String report = Reports.report("Garbled", "mail");
    Mutations mutations = new Mutations(new Random(SEED));
    Map<Integer, Integer> statuses = new TreeMap<>();
    Set<String> numbers = new HashSet<>();
    for (int body = 0; body < BODIES; body++) {
      boolean isAlert = body % 2 == 0;
      byte[] mutant = mutations.of(isAlert ? alert : report);
      Api.Answer answer =
          isAlert
              ? machine.send(mutant, "application/json")
              : reporter.post("/api/incidents", mutant, "application/json");
      statuses.merge(answer.status(), 1, Integer::sum);
      assertThat(answer.status())
          .as("%s for %s", answer.text(), new String(mutant, StandardCharsets.UTF_8))
          .isBetween(200, 499);
      if (answer.status() < 300 && answer.json().has("number")) {
        numbers.add(answer.json().get("number").asText());
      }
    }
    Figures.say(
        "%d mutated bodies: by status %s, %d incidents of those that still made sense"
            .formatted(BODIES, statuses, numbers.size()));
    assertThat(invariants.count("select count(*)::int from incident")).isEqualTo(numbers.size());
  }

  private String source(String name, int ratePerMinute) {
    HttpResponse<String> created =
        Drill.admin(node)
            .post(
                "/api/webhook-sources",
                """
                {"name": "%s", "kind": "alertmanager", "authentication": "bearer",
                 "defaultService": "network", "ratePerMinute": %d}
                """
                    .formatted(name, ratePerMinute));
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Http.json(created).get("secret").asText();
  }
}
