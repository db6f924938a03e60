package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.ims.nodes.Node;
import org.ims.nodes.Reports;
import org.ims.security.Http;
import org.ims.testing.Api;
import org.ims.testing.Modeler;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process owner deploys a new version of a model while a thousand incidents run by the old. */
@Tag("faults")
class VersionsDrill {

  private static final int RUNNING = Integer.getInteger("ims.faults.rounds");
  private static final String PROCESS = "IncidentTriage";
  private static final String TRIAGE = "UserTask_TriageIncident";
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @TempDir private Path folder;

  @Test
  void whatRunsIsListedByItsVersionAndMigratedAsAWhole() throws IOException {
    String url = TestPostgres.newDatabase();
    Invariants invariants = Invariants.of(url);
    try (Postbox postbox = Postbox.open();
        Node node =
            Drill.node(
                url,
                folder,
                postbox,
                Duration.ofSeconds(15),
                "--ims.security.requests-per-minute=100000")) {
      Drill.welcome(node);
      Http reporter = Drill.admin(node);
      for (int report = 0; report < RUNNING; report++) {
        assertThat(Reports.send(reporter, "Version " + report, "mail").statusCode()).isEqualTo(201);
      }
      waitUntil(invariants, "select count(*)::int from act_ru_task", RUNNING);
      Api admin = Api.as("admin", node.password(), node.port());

      Api.Answer deployed =
          Modeler.as("admin", node.password(), node.port())
              .deploy("Answers within 20 hours", PROCESS + ".bpmn", changed());
      assertThat(deployed.status()).as(deployed.text()).isEqualTo(200);
      assertThat(instances(admin)).as("listed").isEqualTo(Map.of(1, RUNNING, 2, 0));

      // What is triaged before it is migrated goes on by its own version.
      int early = RUNNING / 10;
      triage(invariants, admin, early);
      waitUntil(
          invariants,
          "select count(*)::int from act_ru_task where task_def_key_ = 'UserTask_AssessImpact'",
          early);

      long begun = System.nanoTime();
      migrate(admin);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> admin.get("/engine-rest/batch?maxResults=1").json().isEmpty());
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      assertThat(instances(admin)).as("migrated").isEqualTo(Map.of(1, 0, 2, RUNNING));

      triage(invariants, admin, RUNNING - early);
      waitUntil(
          invariants,
          "select count(*)::int from act_ru_task where task_def_key_ = 'UserTask_AssessImpact'",
          RUNNING);
      invariants.rulesHold();
      Figures.say(
          "%d running at a new version: all listed, all migrated in %d s, all triaged"
              .formatted(RUNNING, took.toSeconds()));
    }
  }

  private static String changed() throws IOException {
    String model = Files.readString(Path.of("processes/triage", PROCESS + ".bpmn"));
    String changed = model.replace("camunda:dueDate=\"PT24H\"", "camunda:dueDate=\"PT20H\"");
    assertThat(changed).isNotEqualTo(model);
    return changed;
  }

  /** How many run by each version of the process. */
  private static Map<Integer, Integer> instances(Api admin) {
    Map<Integer, Integer> instances = new TreeMap<>();
    versions(admin).forEach((version, row) -> instances.put(version, row.get("instances").asInt()));
    return instances;
  }

  private static Map<Integer, JsonNode> versions(Api admin) {
    Map<Integer, JsonNode> versions = new TreeMap<>();
    for (JsonNode row : admin.get("/engine-rest/process-definition/statistics").json()) {
      if (row.at("/definition/key").asText().equals(PROCESS)) {
        versions.put(row.at("/definition/version").asInt(), row);
      }
    }
    return versions;
  }

  private static void migrate(Api admin) {
    Map<Integer, JsonNode> versions = versions(admin);
    String source = versions.get(1).at("/definition/id").asText();
    String target = versions.get(2).at("/definition/id").asText();
    Api.Answer plan =
        admin.post(
            "/engine-rest/migration/generate",
            """
            {"sourceProcessDefinitionId": "%s", "targetProcessDefinitionId": "%s"}
            """
                .formatted(source, target));
    assertThat(plan.status()).as(plan.text()).isEqualTo(200);
    Api.Answer begun =
        admin.post(
            "/engine-rest/migration/executeAsync",
            """
            {"migrationPlan": %s, "processInstanceQuery": {"processDefinitionId": "%s"}}
            """
                .formatted(plan.text(), source));
    assertThat(begun.status()).as(begun.text()).isEqualTo(200);
  }

  private static void triage(Invariants invariants, Api admin, int count) {
    for (String task :
        invariants
            .owner()
            .sql("select id_ from act_ru_task where task_def_key_ = ? order by id_ limit ?")
            .params(TRIAGE, count)
            .query(String.class)
            .list()) {
      String path = "/engine-rest/task/" + task;
      assertThat(admin.post(path + "/claim", "{\"userId\": \"admin\"}").status()).isEqualTo(204);
      Api.Answer done = admin.post(path + "/submit-form", Reports.TRIAGE);
      assertThat(done.status()).as(done.text()).isEqualTo(204);
    }
  }

  private static void waitUntil(Invariants invariants, String question, int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> invariants.count(question) == count);
  }
}
