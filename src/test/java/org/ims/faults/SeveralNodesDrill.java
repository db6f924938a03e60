package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ims.nodes.Node;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database, of which always one has a bad time. */
@Tag("faults")
class SeveralNodesDrill {

  private static final int TIMES = 5;
  private static final Duration LOCK = Duration.ofSeconds(15);

  /** People go to the other node at once; machines are slow at times. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Postbox postbox;
  private Node one;
  private Node other;
  private Invariants invariants;

  @BeforeEach
  void begin() throws IOException {
    String url = TestPostgres.newDatabase();
    invariants = Invariants.of(url);
    postbox = Postbox.open();
    one = Drill.node(url, folder, postbox, LOCK);
    Drill.welcome(one);
    other = Drill.node(url, folder, postbox, LOCK).ready();
  }

  @AfterEach
  void end() throws IOException {
    one.close();
    other.close();
    postbox.close();
  }

  /** Strikes a node and brings it back. */
  private interface Fault {

    /** Answers how long nobody was served. */
    Duration strike(Node victim, Load load) throws IOException;
  }

  @Test
  void oneOfTwoIsKilled() throws IOException {
    drill(
        "`kill -9` of one of two nodes",
        (victim, load) -> {
          victim.kill();
          Duration recovery = load.recovery(RECOVERY);
          // The other one takes over what it had locked.
          load.work(LOCK);
          victim.again().ready();
          return recovery;
        });
  }

  @Test
  void theyAreRestartedInTurn() throws IOException {
    drill(
        "rolling restart of two nodes",
        (victim, load) -> {
          victim.terminate();
          Duration recovery = load.recovery(RECOVERY);
          victim.again().ready();
          return recovery;
        });
  }

  @Test
  void oneOfTwoStandsStillForLongerThanItsLocks() throws IOException {
    drill(
        "one of two nodes stands still for 40 s (`SIGSTOP`)",
        (victim, load) -> {
          victim.pause();
          Duration recovery = load.recovery(Duration.ofSeconds(40));
          load.work(Duration.ofSeconds(40).minus(recovery));
          victim.resume();
          return recovery;
        });
  }

  private void drill(String name, Fault fault) throws IOException {
    List<Duration> recoveries = new ArrayList<>();
    Load load = Load.on(one, other);
    try (load) {
      for (int time = 0; time < TIMES; time++) {
        load.work(Duration.ofMillis(4000 + 137 * time));
        recoveries.add(fault.strike(time % 2 == 0 ? one : other, load));
      }
    }
    Drill.End end =
        new Drill.Stage(one, invariants, postbox).end(name, load, recoveries, LOCK.plusSeconds(60));
    assertThat(end.verdict().most()).as("how often one message came").isLessThanOrEqualTo(2);
  }
}
