package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ims.nodes.InstalledPostgres;
import org.ims.nodes.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away while people work, in each way that a database goes away. */
@Tag("faults")
@EnabledIf(
    value = "org.ims.nodes.InstalledPostgres#isThere",
    disabledReason = "needs an installed PostgreSQL, to be broken")
class DatabaseDrill {

  private static final Duration LOCK = Duration.ofSeconds(15);

  /** Of a refusal while the database cannot be reached. */
  private static final Duration HONEST = Duration.ofSeconds(6);

  /** What a statement that is on its way may take: a socket is given up after 60 s. */
  private static final Duration NOBODY_WAITS_LONGER = Duration.ofSeconds(65);

  /** After it is there again. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private InstalledPostgres server;
  private BreakableLine line;
  private Postbox postbox;
  private Node node;
  private Invariants invariants;

  @BeforeEach
  void begin() throws IOException, SQLException {
    server = InstalledPostgres.start();
    invariants = Invariants.of(server.newDatabase("ims"));
    line = BreakableLine.to(server.port());
    postbox = Postbox.open();
    node =
        Drill.node(
            "jdbc:postgresql://127.0.0.1:%d/ims".formatted(line.port()), folder, postbox, LOCK);
    Drill.welcome(node);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    postbox.close();
    line.close();
    server.close();
  }

  /** Breaks the database and mends it. */
  private interface Fault {
    void strike(Load load) throws IOException;
  }

  @Test
  void crashOfTheDatabaseServer() throws IOException {
    drill(
        "PostgreSQL crashes (`pg_ctl -m immediate`)",
        10,
        NOBODY_WAITS_LONGER,
        load -> {
          server.crash();
          load.work(Duration.ofSeconds(1));
          server.again();
        });
  }

  @Test
  void restartOfTheDatabaseServer() throws IOException {
    drill(
        "PostgreSQL is restarted (`pg_ctl -m fast`)",
        5,
        NOBODY_WAITS_LONGER,
        load -> {
          server.stop();
          load.work(Duration.ofSeconds(1));
          server.again();
        });
  }

  @Test
  void databaseServerThatStandsStill() throws IOException {
    drill(
        "PostgreSQL is frozen for 75 s (`SIGSTOP`)",
        2,
        NOBODY_WAITS_LONGER,
        load -> {
          server.freeze();
          try {
            load.work(Duration.ofSeconds(75));
          } finally {
            server.thaw();
          }
        });
  }

  @Test
  void databaseThatCannotBeReached() throws IOException {
    drill(
        "the database cannot be reached for 2 min",
        2,
        HONEST,
        load -> {
          line.become(BreakableLine.Quality.CUT);
          load.work(Duration.ofMinutes(2));
          line.become(BreakableLine.Quality.WHOLE);
        });
  }

  @Test
  void databaseThatFallsSilent() throws IOException {
    drill(
        "the line to the database is silent for 3 min",
        1,
        NOBODY_WAITS_LONGER,
        load -> {
          line.become(BreakableLine.Quality.SILENT);
          load.work(Duration.ofMinutes(3));
          line.become(BreakableLine.Quality.WHOLE);
        });
  }

  private void drill(String name, int times, Duration patience, Fault fault) throws IOException {
    List<Duration> recoveries = new ArrayList<>();
    Load load = Load.on(node);
    try (load) {
      // The first requests of a process take their time.
      load.work(Duration.ofSeconds(10));
      load.forgetTimes();
      for (int time = 0; time < times; time++) {
        load.work(Duration.ofMillis(3000 + 137 * time));
        fault.strike(load);
        recoveries.add(load.recovery(Duration.ofMinutes(2)));
      }
    }
    new Drill.Stage(node, invariants, postbox).end(name, load, recoveries, LOCK.plusSeconds(60));
    System.out.printf(
        "Slowest to take a report: %s, to refuse one: %s%n", load.slowest(), load.slowestRefusal());
    assertThat(load.slowestRefusal()).isLessThan(patience);
    assertThat(load.slowest()).isLessThan(NOBODY_WAITS_LONGER);
    assertThat(recoveries).allSatisfy(time -> assertThat(time).isLessThan(RECOVERY));
  }
}
