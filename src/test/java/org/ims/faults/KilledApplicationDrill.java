package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ims.nodes.Node;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code kill -9} of the only node while people work, again and again. */
@Tag("faults")
class KilledApplicationDrill {

  private static final int KILLS = Integer.getInteger("ims.faults.kills");

  /** After so many, people rest, and what they were promised is checked. */
  private static final int ROUND = 20;

  /** Of jobs, after which another process takes them over. */
  private static final Duration LOCK = Duration.ofSeconds(15);

  @TempDir private Path folder;

  static IntStream rounds() {
    return IntStream.range(0, (KILLS + ROUND - 1) / ROUND);
  }

  @ParameterizedTest
  @MethodSource("rounds")
  void nothingIsLostHoweverOftenTheApplicationIsKilled(int round) throws Exception {
    String url = TestPostgres.newDatabase();
    Invariants invariants = Invariants.of(url);
    try (Postbox postbox = Postbox.open();
        Node node = Drill.node(url, folder, postbox, LOCK)) {
      Drill.welcome(node);
      List<Duration> recoveries = new ArrayList<>();
      Load load = Load.on(node);
      try (load) {
        int last = Math.min(KILLS, (round + 1) * ROUND);
        for (int kill = round * ROUND; kill < last; kill++) {
          // Another moment of the work each time.
          load.work(Duration.ofMillis(2500 + 137 * kill % 1500));
          node.kill();
          long dead = System.nanoTime();
          node.again().ready();
          recoveries.add(load.recovery(dead, Duration.ofMinutes(1)));
        }
      }
      Drill.End end =
          new Drill.Stage(node, invariants, postbox)
              .end("`kill -9` of the only node", load, recoveries, LOCK.plusSeconds(60));
      assertThat(end.verdict().twice())
          .as("at most one for each kill and row")
          .isLessThan(8 * ROUND);
    }
  }
}
