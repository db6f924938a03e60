package org.ims.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.ims.security.Http;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The two scripts of {@code src/main/ops}, on a machine that goes on and another that begins where
 * it was.
 */
@EnabledIf(
    value = "org.ims.nodes.InstalledPostgres#isThere",
    disabledReason = "needs an installed PostgreSQL, whose programs make the backup")
class BackupTest {

  private static final Path BACKUP = Path.of("src/main/ops/backup.sh");
  private static final Path RESTORE = Path.of("src/main/ops/restore.sh");
  @TempDir private Path folder;

  @Test
  void whatWasBackedUpGoesOnElsewhere() throws IOException, SQLException {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Path backup = folder.resolve("backup");
    try (InstalledPostgres server = InstalledPostgres.start()) {
      String number;
      String file;
      List<String> tasks;
      try (Node node = Node.start(server.newDatabase("one"), first)) {
        Http admin = Http.basic(node.ready().port(), "admin", Node.PASSWORD);
        number = Reports.registered(admin);
        file = withEvidence(admin, number);
        tasks = Reports.tasks(admin);
        // It seals what there is, so that a checkpoint goes along.
        assertThat(admin.get("/api/incidents/" + number + "/dossier.zip").statusCode())
            .isEqualTo(200);
        InstalledPostgres.Answer made = server.script(BACKUP, "one", first, backup);
        assertThat(made.status()).as(made.text()).isZero();
        // What comes later is not in it.
        Reports.registered(admin);
      }

      server.newDatabase("two");
      InstalledPostgres.Answer restored = server.script(RESTORE, "two", second, backup);
      assertThat(restored.status()).as(restored.text()).isZero();
      JdbcClient owner =
          JdbcClient.create(new DriverManagerDataSource(server.url("two"), TestPostgres.USER, ""));
      String timer = timerThatIsDue(owner);
      try (Node node = Node.start(server.url("two"), second)) {
        Http admin = Http.basic(node.ready().port(), "admin", Node.PASSWORD);
        assertThat(Reports.tasks(admin)).isEqualTo(tasks);
        assertThat(Http.json(admin.get("/api/incidents")).findValuesAsText("number"))
            .containsExactly(number);
        assertThat(admin.get(file).body()).isEqualTo("What was seen");
        await()
            .atMost(Reports.PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() -> assertThat(waiting(owner, timer)).isZero());
        JsonNode verification = Http.json(admin.get("/api/journal/verification"));
        assertThat(verification.get("intact").asBoolean()).as(verification.toString()).isTrue();
        assertThat(verification.at("/trusted/n").asInt()).as(verification.toString()).isPositive();
      }
      assertThat(runs(owner, timer)).isEqualTo(1);

      refusesWhatIsNotEmptyOrNotWhole(server, backup);
    }
  }

  private void refusesWhatIsNotEmptyOrNotWhole(InstalledPostgres server, Path backup)
      throws IOException, SQLException {
    InstalledPostgres.Answer again = server.script(BACKUP, "one", folder.resolve("first"), backup);
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.text()).contains("is there already");

    InstalledPostgres.Answer full = server.script(RESTORE, "one", folder.resolve("third"), backup);
    assertThat(full.status()).isEqualTo(1);
    assertThat(full.text()).contains("the database is not empty");

    server.newDatabase("three");
    InstalledPostgres.Answer known =
        server.script(RESTORE, "three", folder.resolve("second"), backup);
    assertThat(known.status()).isEqualTo(1);
    assertThat(known.text()).contains("is there already: move it away");

    Files.write(backup.resolve("database.dump"), new byte[] {1, 2, 3});
    InstalledPostgres.Answer broken =
        server.script(RESTORE, "three", folder.resolve("third"), backup);
    assertThat(broken.status()).isEqualTo(1);
    assertThat(broken.text()).contains("is not as it was written");
    assertThat(folder.resolve("third")).doesNotExist();
  }

  /** Answers where it can be read again. */
  private static String withEvidence(Http admin, String number) {
    String evidence = "/api/incidents/" + number + "/evidence";
    HttpResponse<String> put =
        admin
            .with("Content-Disposition", "attachment; filename=\"seen.txt\"")
            .send("POST", evidence, "What was seen", "application/octet-stream");
    assertThat(put.statusCode()).as(put.body()).isEqualTo(201);
    return evidence + "/" + Http.json(put).get("id").asText();
  }

  /** A timer of the incident, as if its time had come while there was no application. */
  private static String timerThatIsDue(JdbcClient owner) {
    return owner
        .sql(
            """
            update act_ru_job set duedate_ = current_timestamp at time zone 'UTC' - interval '1 day'
            where id_ = (select min(id_) from act_ru_job
                         where type_ = 'timer' and process_def_key_ = 'ServiceLevelWatch')
            returning id_
            """)
        .query(String.class)
        .single();
  }

  private static int waiting(JdbcClient owner, String timer) {
    return owner
        .sql("select count(*) from act_ru_job where id_ = ?")
        .param(timer)
        .query(Integer.class)
        .single();
  }

  private static int runs(JdbcClient owner, String timer) {
    return owner
        .sql("select count(*) from act_hi_job_log where job_id_ = ? and job_state_ = 2")
        .param(timer)
        .query(Integer.class)
        .single();
  }
}
