package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded database keeps its data through stops, crashes and half-finished starts. */
class EmbeddedDatabaseTest {

  @TempDir Path directory;

  @Test
  void keepsItsDataBetweenStarts() throws Exception {
    try (EmbeddedDatabase first = new EmbeddedDatabase(directory)) {
      execute(first.getJdbcUrl(), "CREATE TABLE kept AS SELECT 'yesterday' AS word");
    }
    assertThat(directory.resolve("postgres/postmaster.pid")).doesNotExist();
    try (EmbeddedDatabase second = new EmbeddedDatabase(directory)) {
      assertThat(query(second, "SELECT word FROM kept")).isEqualTo("yesterday");
    }
  }

  @Test
  void isTheVersionAndTheDurabilityThatItClaims() throws Exception {
    try (EmbeddedDatabase database = new EmbeddedDatabase(directory)) {
      assertThat(query(database, "SHOW server_version"))
          .startsWith(EmbeddedDatabase.MAJOR_VERSION + ".");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SHOW timezone")).isEqualTo("UTC");
      assertThat(query(database, "SELECT lower('ÄÉ')")).isEqualTo("äé");
      assertThat(query(database, "SHOW listen_addresses")).isEqualTo("localhost");
    }
  }

  @Test
  void takesTheDirectoryForItself() throws Exception {
    try (EmbeddedDatabase first = new EmbeddedDatabase(directory)) {
      assertThatThrownBy(() -> new EmbeddedDatabase(directory))
          .isInstanceOf(StartFailure.class)
          .hasMessageContaining("in use by another start");
      assertThat(query(first, "SELECT 'undisturbed'")).isEqualTo("undisturbed");
    }
  }

  @Test
  void stopsTheServerOfAKilledStartAndFindsItsData() throws Exception {
    Process start = OtherJvm.start(InterruptedStart.class, List.of(directory.toString()));
    try (BufferedReader output = start.inputReader()) {
      List<String> lines = new ArrayList<>();
      String line;
      while ((line = output.readLine()) != null && !line.equals(InterruptedStart.READY)) {
        lines.add(line);
      }
      assertThat(line).as("what it said: %s", lines).isEqualTo(InterruptedStart.READY);
    } finally {
      start.destroyForcibly().waitFor();
    }
    long orphanedProcess = processIn(directory.resolve("postgres/postmaster.pid"));
    assertThat(ProcessHandle.of(orphanedProcess)).isPresent();
    try (EmbeddedDatabase next = new EmbeddedDatabase(directory)) {
      assertThat(ProcessHandle.of(orphanedProcess).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(query(next, "SELECT word FROM kept")).isEqualTo("before the kill");
    }
  }

  @Test
  void startsAServerAgainThatDiesWhileItIsUsed() throws Exception {
    Path file = directory.resolve("postgres/postmaster.pid");
    try (EmbeddedDatabase database = new EmbeddedDatabase(directory)) {
      execute(database.getJdbcUrl(), "CREATE TABLE kept AS SELECT 'before it died' AS word");
      for (int death = 0; death < 2; death++) {
        ProcessHandle server = ProcessHandle.of(processIn(file)).orElseThrow();
        server.destroyForcibly();
        server.onExit().join();
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> query(database, "SELECT word FROM kept").equals("before it died"));
        assertThat(processIn(file)).isNotEqualTo(server.pid());
      }
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void startsWhereACrashLeftTheNumberOfADeadProcess() throws Exception {
    createCluster();
    Process dead = new ProcessBuilder(OtherJvm.javaProgram(), "-version").start();
    dead.waitFor();
    leavePostmasterFile(dead.pid());
    try (EmbeddedDatabase next = new EmbeddedDatabase(directory)) {
      assertThat(query(next, "SELECT 'recovered'")).isEqualTo("recovered");
    }
  }

  @Test
  void startsWhereTheNumberNowBelongsToAnotherProgram() throws Exception {
    createCluster();
    leavePostmasterFile(ProcessHandle.current().pid());
    try (EmbeddedDatabase next = new EmbeddedDatabase(directory)) {
      assertThat(query(next, "SELECT 'recovered'")).isEqualTo("recovered");
    }
  }

  @Test
  void beginsAnewWhereTheFirstStartWasCutShort() throws Exception {
    Files.createDirectories(directory.resolve("postgres/base"));
    Files.writeString(directory.resolve("postgres/postgresql.conf"), "# half of it");
    Files.createFile(directory.resolve("postgres.unfinished"));
    try (EmbeddedDatabase next = new EmbeddedDatabase(directory)) {
      assertThat(query(next, "SELECT 'new'")).isEqualTo("new");
    }
    assertThat(directory.resolve("postgres.unfinished")).doesNotExist();
  }

  @Test
  void aServerThatCannotStartNamesItsLogAndLetsTheDirectoryGo() throws Exception {
    createCluster();
    Files.writeString(directory.resolve("postgres/postgresql.conf"), "nonsense = yes");
    assertThatThrownBy(() -> new EmbeddedDatabase(directory, Duration.ofSeconds(2)))
        .isInstanceOf(StartFailure.class)
        .hasMessage(
            "The embedded database in %s did not start; %s says why.",
            directory.resolve("postgres"), directory.resolve("postgres.log"));
    assertThat(directory.resolve("postgres.log")).content().contains("nonsense");
    DataDirectory.hold(directory).close();
  }

  private void createCluster() throws IOException {
    new EmbeddedDatabase(directory).close();
  }

  private void leavePostmasterFile(long process) throws IOException {
    Path cluster = directory.resolve("postgres");
    Files.writeString(
        cluster.resolve("postmaster.pid"),
        "%d%n%s%n1700000000%n5432%n%nlocalhost%n        1         1%nready%n"
            .formatted(process, cluster));
  }

  private static long processIn(Path postmasterFile) throws IOException {
    return Long.parseLong(Files.readAllLines(postmasterFile).get(0).trim());
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.MIGRATOR, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.getJdbcUrl(), EmbeddedDatabase.MIGRATOR, database.getPassword());
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }

  /** Leaves a committed row, says so, and waits to be killed. */
  static final class InterruptedStart {

    static final String READY = "ready";

    public static void main(String[] arguments) throws Exception {
      EmbeddedDatabase database = new EmbeddedDatabase(Path.of(arguments[0]));
      execute(database.getJdbcUrl(), "CREATE TABLE kept AS SELECT 'before the kill' AS word");
      System.out.println(READY);
      System.in.read();
    }
  }
}
