package org.ims.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.ims.security.Http;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The present version takes over what an earlier one left, with incidents that run. */
class UpgradeTest {

  private static final String WRITE = "ims.upgrade.write";
  private static final Path DUMPS = Path.of("src/test/resources/upgrade");

  @TempDir private Path folder;

  static List<Path> releases() throws IOException {
    try (Stream<Path> dumps = Files.list(DUMPS)) {
      return dumps.filter(dump -> dump.toString().endsWith(".sql.gz")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("releases")
  @DisabledIfSystemProperty(named = WRITE, matches = ".+")
  void incidentsOfAnEarlierReleaseGoOn(Path release) throws IOException, SQLException {
    String url = TestPostgres.newDatabase();
    load(release, url);
    JdbcClient before = JdbcClient.create(new DriverManagerDataSource(url, TestPostgres.USER, ""));
    List<String> numbers =
        before.sql("select number from incident order by number").query(String.class).list();
    assertThat(numbers).isNotEmpty();
    try (Node node = Node.start(url, folder)) {
      Http admin = Http.basic(node.ready().port(), "admin", Node.PASSWORD);
      assertThat(Http.json(admin.get("/api/incidents")).findValuesAsText("number"))
          .containsExactlyInAnyOrderElementsOf(numbers);
      JsonNode verification = Http.json(admin.get("/api/journal/verification"));
      assertThat(verification.get("intact").asBoolean()).as(verification.toString()).isTrue();

      String number = numbers.get(0);
      triage(admin, number);
      await()
          .atMost(Reports.PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(
              () ->
                  assertThat(Reports.tasks(admin))
                      .anyMatch(task -> task.startsWith("Assess impact") && task.contains(number)));
      Reports.registered(admin);
    }
  }

  /** At a release, for the next one. */
  @Test
  @EnabledIfSystemProperty(named = WRITE, matches = ".+")
  void writesWhatThisVersionLeaves() throws IOException, SQLException {
    Path target = Path.of(System.getProperty(WRITE));
    Path dump = folder.resolve("dump.sql");
    try (InstalledPostgres server = InstalledPostgres.start()) {
      try (Node node = Node.start(server.newDatabase("ims"), folder)) {
        Http admin = Http.basic(node.ready().port(), "admin", Node.PASSWORD);
        Reports.registered(admin);
        Reports.registered(admin);
      }
      InstalledPostgres.Answer made = server.dump("ims", dump);
      assertThat(made.status()).as(made.text()).isZero();
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target))) {
      Files.copy(dump, out);
    }
  }

  private static void load(Path dump, String url) throws IOException, SQLException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(dump));
        var connection = new DriverManagerDataSource(url, TestPostgres.USER, "").getConnection();
        var statement = connection.createStatement()) {
      String sql =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              // Commands of psql.
              .filter(line -> !line.startsWith("\\"))
              .collect(Collectors.joining("\n"));
      statement.execute(sql);
    }
  }

  private static void triage(Http admin, String number) {
    String task =
        Http.json(
                admin.get(
                    "/engine-rest/task?taskDefinitionKey=UserTask_TriageIncident&processInstanceBusinessKey="
                        + number
                        + "&maxResults=1"))
            .get(0)
            .get("id")
            .asText();
    HttpResponse<String> taken =
        admin.post("/engine-rest/task/" + task + "/claim", "{\"userId\": \"admin\"}");
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
    HttpResponse<String> done = Reports.triage(admin, task);
    assertThat(done.statusCode()).as(done.body()).isEqualTo(204);
  }
}
