package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ims.documentation.journal.verification.Verification;
import org.ims.documentation.journal.verification.VerifyCommand;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the chains cost: 8 clients append to 200 incidents, in transactions that hold the head for 5
 * ms as slow work after it would, without a chain, with one for each incident, and with one for
 * all. Then how long a million entries take to be verified. Prints; decides nothing about time.
 */
@Tag("benchmark")
class JournalBenchmark {

  private static final int CLIENTS = 8;
  private static final int INCIDENTS = 200;
  private static final long SECONDS = 10;
  private static final int ENTRIES = 1_000_000;
  private static final int ENTRIES_OF_EACH = 50;
  private static final String BODY =
      "{\"actor\":\"service-desk\",\"at\":\"2026-03-02T08:00:00.000000Z\",\"facts\":{\"task\":\"7d10c6e2\"},\"kind\":\"task-completed\",\"place\":{\"element\":\"UserTask_TriageIncident\",\"name\":\"Triage incident\",\"process\":\"IncidentTriage\",\"version\":3}}";

  @TempDir private Path directory;

  /** One step of a client, in a transaction. */
  private interface Step {

    void take(Connection connection) throws SQLException;
  }

  private static DriverManagerDataSource prepared() throws IOException {
    DriverManagerDataSource database =
        new DriverManagerDataSource(TestPostgres.newDatabase(), TestPostgres.USER, "");
    JdbcTemplate jdbc = new JdbcTemplate(database);
    jdbc.execute(
        new ClassPathResource("db/migration/V730__journal.sql")
            .getContentAsString(StandardCharsets.UTF_8));
    jdbc.execute("create table plain (id bigserial primary key, chain text, body text)");
    return database;
  }

  private static double rate(String url, Step step) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    List<Future<Long>> running = new ArrayList<>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    for (int client = 0; client < CLIENTS; client++) {
      Callable<Long> work =
          () -> {
            long steps = 0;
            try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "")) {
              connection.setAutoCommit(false);
              while (System.nanoTime() < end) {
                step.take(connection);
                connection.commit();
                steps++;
              }
            }
            return steps;
          };
      running.add(clients.submit(work));
    }
    long all = 0;
    for (Future<Long> client : running) {
      all += client.get();
    }
    clients.shutdown();
    return all / (double) SECONDS;
  }

  private static String incident(int number) {
    return "INC-2026-%06d".formatted(number + 1);
  }

  private static String anyIncident() {
    return incident(ThreadLocalRandom.current().nextInt(INCIDENTS));
  }

  private static void run(Connection connection, String sql, String chain, Object content)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, chain);
      statement.setObject(2, content);
      statement.execute();
    }
    try (PreparedStatement held = connection.prepareStatement("select pg_sleep(0.005)")) {
      held.execute();
    }
  }

  private static void append(Connection connection, String chain) throws SQLException {
    run(
        connection,
        "select journal_append(?, ?)",
        chain,
        connection.createArrayOf("text", new String[] {BODY}));
  }

  @Test
  void chainsOfTheirOwnCostLittleAndOneForAllCostsMuch() throws Exception {
    String url = prepared().getUrl();
    double plain =
        rate(
            url,
            connection ->
                run(
                    connection,
                    "insert into plain (chain, body) values (?, ?)",
                    anyIncident(),
                    BODY));
    double own = rate(url, connection -> append(connection, anyIncident()));
    double one = rate(url, connection -> append(connection, "organisation"));
    System.out.printf(
        "%d clients, %d incidents, each head held for 5 ms: no chain %.0f/s, a chain for each incident %.0f/s (%.2f), one for all %.0f/s (%.2f)%n",
        CLIENTS, INCIDENTS, plain, own, own / plain, one, one / plain);
  }

  @Test
  void aMillionEntriesAreVerified() throws Exception {
    DriverManagerDataSource database = prepared();
    JdbcTemplate jdbc = new JdbcTemplate(database);
    String[] bodies = new String[ENTRIES_OF_EACH];
    java.util.Arrays.fill(bodies, BODY);
    for (int number = 0; number < ENTRIES / ENTRIES_OF_EACH; number++) {
      jdbc.queryForObject("select journal_append(?, ?)", Long.class, incident(number), bodies);
    }
    Clock clock = Clock.systemUTC();
    SigningKeys keys = new SigningKeys(directory, "", "");
    CheckpointFile file = new CheckpointFile("", directory);
    TransactionTemplate transaction =
        new TransactionTemplate(new DataSourceTransactionManager(database));
    Checkpoints checkpoints = new Checkpoints(JdbcClient.create(database), keys, clock);
    transaction.executeWithoutResult(status -> checkpoints.make());
    JournalVerification verification = new JournalVerification(jdbc, file, keys, clock);

    long begin = System.nanoTime();
    Verification inDatabase = transaction.execute(status -> verification.whole());
    double verified = (System.nanoTime() - begin) / 1e9;
    Path dump = directory.resolve("journal.jsonl");
    begin = System.nanoTime();
    transaction.executeWithoutResult(
        status -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(dump))) {
            verification.export(out);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    double exported = (System.nanoTime() - begin) / 1e9;
    begin = System.nanoTime();
    int code = VerifyCommand.run(new String[] {"--verify=" + dump}, System.out).orElseThrow();
    double offline = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%,d entries: verified in the database in %.1f s, exported in %.1f s (%d MB), verified in the file in %.1f s; one JVM without the optimising compiler%n",
        inDatabase.entries(), verified, exported, Files.size(dump) / 1_000_000, offline);
    assertThat(inDatabase.findings()).isEmpty();
    assertThat(code).isEqualTo(VerifyCommand.INTACT);
  }
}
