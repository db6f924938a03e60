package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ims.nodes.Node;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Modeler;
import org.ims.testing.PlaybookTable;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One incident whose work always fails, and one whose work ends the process each time. */
@Tag("faults")
class PoisonDrill {

  private static final Path PLAYBOOK =
      Path.of("src/test/resources/playbooks/PowerCutPlaybook.bpmn");
  private static final Duration LOCK = Duration.ofSeconds(10);

  /** As ims.stuck-jobs.relocks has it. */
  private static final int RELOCKS = 3;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Postbox postbox;
  private Node node;
  private Invariants invariants;

  @BeforeEach
  void begin() throws IOException {
    postbox = Postbox.open();
    String url = TestPostgres.newDatabase();
    invariants = Invariants.of(url);
    node =
        Drill.node(
            url,
            folder,
            postbox,
            LOCK,
            // Its five tries take more than an hour in earnest.
            "--camunda.bpm.generic-properties.properties.failed-job-retry-time-cycle=PT1S,PT1S");
    Drill.welcome(node);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    postbox.close();
  }

  /** As README has it: a row of a table names a playbook that is not there. */
  @Test
  void workThatAlwaysFailsHoldsUpNobodyElse() throws IOException {
    Modeler modeler = Modeler.as("admin", node.password(), node.port());
    String table = PlaybookTable.withRowFor("PowerCutPlaybook");
    assertThat(modeler.deploy("Slip", "PlaybookDecision.dmn", table).status()).isEqualTo(200);
    List<Duration> recoveries = new ArrayList<>();
    Load load = Load.on(node);
    try (load) {
      load.work(Duration.ofSeconds(5));
      String number = Drill.reported(node);
      Drill.assess(node, number, "security", "Power cut", "telephony", Drill.MINOR);
      JsonNode stuck = stuck("process missing");
      assertThat(stuck.at("/jobs/0/incident").asText()).isEqualTo(number);
      recoveries.add(load.recovery(Duration.ofSeconds(10)));

      Api.Answer late = modeler.deploy("Late", "PowerCutPlaybook.bpmn", Files.readString(PLAYBOOK));
      assertThat(late.status()).as(late.text()).isEqualTo(200);
      assertThat(Drill.triedAgain(node)).isEqualTo(1);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(tasks(number)).contains("UserTask_AskEmergencyPower"));
    }
    finish("a job that always fails", load, recoveries);
  }

  /** The application dies whenever it does this: here somebody kills it at that moment. */
  @Test
  void workThatEndsTheProcessIsHaltedAfterThreeTimes() throws IOException {
    // A mail server that does not answer makes the moment long.
    postbox.line().become(BreakableLine.Quality.SILENT);
    String number = Drill.reported(node);
    List<Duration> recoveries = new ArrayList<>();
    for (int death = 0; death <= RELOCKS; death++) {
      // Until it alone is not done of what was begun.
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .during(Duration.ofSeconds(4))
          .until(() -> postbox.line().isUsed());
      node.kill();
      long begin = System.nanoTime();
      node.again().ready();
      recoveries.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    JsonNode halted = stuck("halted");
    assertThat(halted.at("/jobs/0/incident").asText()).isEqualTo(number);
    assertThat(halted.get("element").asText()).isEqualTo("ServiceTask_SendNotice");

    postbox.line().become(BreakableLine.Quality.WHOLE);
    Load load = Load.on(node);
    try (load) {
      load.work(Duration.ofSeconds(5));
      assertThat(Drill.triedAgain(node)).isEqualTo(1);
    }
    finish("a job that ends the process each time", load, recoveries);
  }

  private void finish(String name, Load load, List<Duration> recoveries) {
    Drill.End end =
        new Drill.Stage(node, invariants, postbox)
            .end(name, load, recoveries, LOCK.plusSeconds(60));
    assertThat(end.triedAgain()).as("jobs that got stuck besides").isZero();
  }

  private JsonNode stuck(String cause) {
    Http admin = Drill.admin(node);
    List<JsonNode> found = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              Http.json(admin.get("/api/stuck-jobs"))
                  .get("groups")
                  .forEach(
                      group -> {
                        if (group.get("cause").asText().equals(cause)) {
                          found.add(group);
                        }
                      });
              return !found.isEmpty();
            });
    return found.get(0);
  }

  private List<String> tasks(String number) {
    return Http.json(
            Drill.admin(node)
                .get("/engine-rest/task?maxResults=20&processInstanceBusinessKey=" + number))
        .findValuesAsText("taskDefinitionKey");
  }
}
