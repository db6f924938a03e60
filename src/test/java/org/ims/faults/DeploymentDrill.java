package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ims.nodes.Node;
import org.ims.testing.Api;
import org.ims.testing.Modeler;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken models are deployed while people work, and a sound one while the application dies. */
@Tag("faults")
class DeploymentDrill {

  private static final Path CORPUS = Path.of("src/test/resources/hostile-models");
  private static final int KILLS = 10;
  private static final Duration LOCK = Duration.ofSeconds(15);

  @TempDir private Path folder;

  @Test
  void brokenModelsNeverLandAndSoundOnesNeverByHalves() throws IOException {
    String url = TestPostgres.newDatabase();
    Invariants invariants = Invariants.of(url);
    try (Postbox postbox = Postbox.open();
        Node node = Drill.node(url, folder, postbox, LOCK)) {
      Drill.welcome(node);
      Modeler modeler = Modeler.as("admin", node.password(), node.port());
      String deployments = "select count(*) from act_re_deployment";
      int before = invariants.count(deployments);
      List<Duration> recoveries = new ArrayList<>();
      int landed = 0;
      Load load = Load.on(node);
      try (load) {
        for (Path model : models()) {
          Api.Answer refused = modeler.deploy("Broken", Modeler.filesOf(model));
          assertThat(refused.status()).as("%s: %s", model, refused.text()).isBetween(400, 499);
        }
        assertThat(invariants.count(deployments)).isEqualTo(before);
        for (int kill = 0; kill < KILLS; kill++) {
          String name = "Sound" + kill;
          CompletableFuture<Void> deploying =
              CompletableFuture.runAsync(() -> modeler.deploy(name, many(name)));
          // Anywhere between the check and the answer.
          load.work(Duration.ofMillis(40L * (kill + 1)));
          node.kill();
          long dead = System.nanoTime();
          deploying.handle((done, failed) -> null).join();
          int stored =
              invariants.count(
                  "select count(*) from act_re_procdef where key_ like '" + name + "of%'");
          assertThat(stored).as("all or none").isIn(0, FILES);
          landed += stored / FILES;
          node.again().ready();
          recoveries.add(load.recovery(dead, Duration.ofMinutes(1)));
        }
      }
      new Drill.Stage(node, invariants, postbox)
          .end(
              "%d broken models, then `kill -9` during deployments of %d processes (%d landed, whole)"
                  .formatted(models().size(), FILES, landed),
              load,
              recoveries,
              LOCK.plusSeconds(60));
    }
  }

  private static final int FILES = 40;

  private static List<Path> models() throws IOException {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files.filter(file -> !file.endsWith("findings.csv")).sorted().toList();
    }
  }

  private static Map<String, byte[]> many(String name) {
    Map<String, byte[]> files = new TreeMap<>();
    try {
      String playbook =
          Files.readString(Path.of("src/test/resources/playbooks/PowerCutPlaybook.bpmn"));
      for (int file = 0; file < FILES; file++) {
        String id = name + "of" + file;
        files.put(
            id + ".bpmn",
            playbook.replace("PowerCutPlaybook", id).getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
