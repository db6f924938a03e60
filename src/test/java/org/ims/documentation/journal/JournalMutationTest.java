package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.documentation.journal.verification.JournalDump;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.documentation.journal.verification.Verification;
import org.ims.incident.JournalFact;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Whatever is altered is found: by the database's owner, who can switch off triggers and compute
 * hashes but has no key, and in a file that was taken away.
 */
class JournalMutationTest {

  private static final int ROUNDS = 1_000;

  /** Fixed, so that a failure can be repeated. */
  private static final long SEED = 20_261_126;

  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir private static Path directory;

  private static String url;
  private static CheckpointFile file;
  private static JournalVerification verification;

  /** Three incidents, several checkpoints, and something that no checkpoint has named yet. */
  @BeforeAll
  static void fill() throws IOException {
    url = TestPostgres.newDatabase();
    DataSource owner = new DriverManagerDataSource(url, TestPostgres.USER, "");
    JdbcTemplate jdbc = new JdbcTemplate(owner);
    jdbc.execute(
        new ClassPathResource("db/migration/V730__journal.sql")
            .getContentAsString(StandardCharsets.UTF_8));
    SigningKeys keys = new SigningKeys(directory, "", "");
    Clock clock = Clock.fixed(BEGIN, ZoneOffset.UTC);
    Checkpoints checkpoints = new Checkpoints(JdbcClient.create(owner), keys, clock);
    file = new CheckpointFile("", directory);
    verification = new JournalVerification(jdbc, file, keys, clock);
    byte[] key = SealedTexts.newKey();
    for (int i = 0; i < 40; i++) {
      String chain = i % 5 == 4 ? StoredEntry.ORGANISATION : "INC-2026-00000" + (1 + i % 3);
      String sealed = SealedTexts.seal(key, chain, Map.of("text", "Text " + i));
      JournalFact fact =
          JournalFact.of(chain, "task-completed")
              .with("task", "task-" + i)
              .with("late", i % 2 == 0)
              .in(
                  new JournalFact.Place(
                      "IncidentTriage", 3, "UserTask_TriageIncident", "Triage", null));
      jdbc.queryForObject(
          "select journal_append(?, ?)",
          Long.class,
          chain,
          new String[] {
            EntryBody.of(
                fact,
                fact.facts(),
                BEGIN.plusSeconds(i),
                "service-desk",
                sealed,
                SealedTexts.keyId(key))
          });
      if (i % 8 == 7 && i < 36) {
        checkpoints.make();
      }
    }
    new CheckpointPublication(checkpoints, file).publish();
  }

  private Set<String> keys() {
    return Set.of(Checkpoint.read(file.bodies().get(1L)).key());
  }

  @Test
  void everyAlterationOfTheTablesIsFound() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "")) {
      connection.setAutoCommit(false);
      JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      Map<Long, String> kept = file.bodies();
      Set<String> keys = keys();
      assertThat(JournalVerification.verify(jdbc, keys, kept).findings()).isEmpty();
      connection.rollback();
      List<String> missed = new ArrayList<>();
      List<String> unnamed = new ArrayList<>();
      Random random = new Random(SEED);
      for (int round = 0; round < ROUNDS; round++) {
        TableMutation mutation = TableMutation.any(jdbc, random);
        try (Statement statement = connection.createStatement()) {
          statement.execute("set local session_replication_role = replica");
          for (String sql : mutation.statements()) {
            statement.execute(sql);
          }
        }
        Verification found = JournalVerification.verify(jdbc, keys, kept);
        if (found.intact()) {
          missed.add(mutation.toString());
        } else if (!mutation.isNamedBy(found)) {
          unnamed.add(mutation + " told as " + found.findings().get(0));
        }
        connection.rollback();
      }
      assertThat(missed).as("not found").isEmpty();
      assertThat(unnamed).as("found, and the first bad entry not named").isEmpty();
    }
  }

  @Test
  void everyAlterationOfAnExportIsFound() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    verification.export(out);
    byte[] export = out.toByteArray();
    assertThat(verify(export).findings()).isEmpty();
    List<String> missed = new ArrayList<>();
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] altered = alter(export, random);
      if (!Arrays.equals(altered, export) && verify(altered).intact()) {
        missed.add("round " + round);
      }
    }
    assertThat(missed).isEmpty();
  }

  private Verification verify(byte[] export) throws IOException {
    return JournalDump.verify(new ByteArrayInputStream(export), keys(), Map.of());
  }

  private static byte[] alter(byte[] export, Random random) {
    List<String> lines =
        new ArrayList<>(new String(export, StandardCharsets.UTF_8).lines().toList());
    int at = random.nextInt(lines.size());
    switch (random.nextInt(5)) {
      case 0 -> {
        byte[] flipped = export.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        return flipped;
      }
      case 1 -> lines.remove(at);
      case 2 -> lines.add(at, lines.get(random.nextInt(lines.size())));
      case 3 -> java.util.Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> {
        return Arrays.copyOf(export, random.nextInt(export.length - 1));
      }
    }
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
