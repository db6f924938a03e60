package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.ims.IncidentManagementApplication;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * What a person reads when a start cannot work: one sentence, from a process that then ends with 1.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {

  @TempDir Path directory;

  @Test
  void portInUse() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome outcome = start("--server.port=" + other.getLocalPort());
      assertSentence(
          outcome,
          "Port %d is in use, perhaps by another start of IMS; stop that one, or choose another port with --server.port=%d."
              .formatted(other.getLocalPort(), other.getLocalPort() + 1));
    }
  }

  @Test
  void dataDirectoryLockedByAnotherStart() throws Exception {
    try (DataDirectory held = DataDirectory.hold(directory)) {
      assertThat(held.postgres()).doesNotExist();
      assertSentence(
          start(),
          "The data directory %s is in use by another start of IMS; stop that one, or choose another directory with --ims.data-directory=<path>."
              .formatted(directory));
    }
  }

  @Test
  void dataDirectoryThatIsNone(CapturedOutput console) throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertSentence(
        console,
        arguments("--ims.data-directory=" + file),
        "The data directory %s cannot be written; give this user the right to, or choose another with --ims.data-directory=<path>."
            .formatted(file));
  }

  @Test
  void dataOfAnotherMajorVersion() throws Exception {
    Path cluster = Files.createDirectories(directory.resolve("postgres"));
    Files.writeString(cluster.resolve("PG_VERSION"), "14\n");
    assertSentence(
        start(),
        "The data in %s was written by PostgreSQL 14, and this version of IMS brings PostgreSQL 17; export it with the version that wrote it, or move the directory away to begin with an empty one."
            .formatted(cluster));
  }

  @Test
  void externalDatabaseThatDoesNotAnswer() throws Exception {
    int port = freePort();
    String url = "jdbc:postgresql://localhost:" + port + "/ims";
    assertSentence(
        start("--spring.datasource.url=" + url + "?password=secret"),
        "The database at %s cannot be reached (Connection to localhost:%d refused); start it, or correct SPRING_DATASOURCE_URL."
            .formatted(url, port));
  }

  @Test
  void externalServerWithoutThatDatabase(CapturedOutput console) throws Exception {
    String url = TestPostgres.newDatabase() + "_missing";
    assertSentence(
        console,
        arguments("--spring.datasource.url=" + url, "--spring.datasource.username=postgres"),
        "The server of %s has no such database; create it, or correct SPRING_DATASOURCE_URL."
            .formatted(url));
  }

  @Test
  void externalDatabaseThatRefusesTheUser(CapturedOutput console) throws Exception {
    String url = TestPostgres.newDatabase();
    assertSentence(
        console,
        arguments("--spring.datasource.url=" + url, "--spring.datasource.username=nobody"),
        "The database at %s refuses the user \"nobody\"; check SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD."
            .formatted(url));
  }

  @Test
  void externalDatabaseOfAnotherApplication(CapturedOutput console) throws Exception {
    String url = TestPostgres.newDatabase();
    sql(url, "CREATE TABLE theirs (id integer)");
    assertSentence(
        console,
        arguments("--spring.datasource.url=" + url, "--spring.datasource.username=postgres"),
        "The database holds tables of another application; let IMS have an empty database.");
  }

  @Test
  void databaseOfAnotherVersionOfIms(CapturedOutput console) throws Exception {
    String url = TestPostgres.newDatabase();
    sql(
        url,
        """
        CREATE TABLE flyway_schema_history (
          installed_rank integer PRIMARY KEY, version varchar(50), description varchar(200),
          type varchar(20), script varchar(1000), checksum integer, installed_by varchar(100),
          installed_on timestamp DEFAULT now(), execution_time integer, success boolean);
        INSERT INTO flyway_schema_history VALUES
          (1, '1', 'of yesterday', 'SQL', 'V1__of_yesterday.sql', 1, 'postgres', now(), 1, true)
        """);
    assertSentence(
        console,
        arguments("--spring.datasource.url=" + url, "--spring.datasource.username=postgres"),
        "The database was written by another version of IMS (Detected applied migration not resolved locally: 1.); start that version, or let this one have an empty database.");
  }

  @Test
  void serviceCatalogueWithAFaultyLine(CapturedOutput console) throws Exception {
    Path catalogue =
        Files.writeString(
            directory.resolve("services.csv"),
            """
            key,name,ownerTeam,supplierTeam,criticalFunction,rto,rpo
            mail,Mail,workplace,,no,PT4H,PT1H
            erp,ERP,,,perhaps,PT4H,PT1H
            """);
    assertSentence(
        console,
        arguments(
            "--spring.datasource.url=" + TestPostgres.newDatabase(),
            "--spring.datasource.username=postgres",
            "--ims.catalogue.location=" + catalogue),
        "The service catalogue %s is not usable: line 3, ownerTeam: is required; line 3, criticalFunction: must be yes or no."
            .formatted(catalogue));
  }

  @Test
  void serviceCalendarWithAFaultySetting(CapturedOutput console) throws Exception {
    assertSentence(
        console,
        arguments(
            "--spring.datasource.url=" + TestPostgres.newDatabase(),
            "--spring.datasource.username=postgres",
            "--ims.calendars.business-hours.zone=Europe/Berln"),
        "The service calendars are not usable: ims.calendars.business-hours.zone: 'Europe/Berln' is not a time zone as Europe/Berlin.");
  }

  private static void assertSentence(Outcome outcome, String sentence) {
    assertThat(outcome.output()).isEqualTo(sentence + System.lineSeparator());
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  private static void assertSentence(
      CapturedOutput console, List<String> arguments, String sentence) {
    SpringApplication application = new SpringApplication(IncidentManagementApplication.class);
    String[] all = arguments.toArray(String[]::new);
    assertThatThrownBy(() -> application.run(all)).isNotNull();
    assertThat(withoutLoggersOfOthers(console.getErr()))
        .isEqualTo(sentence + System.lineSeparator());
  }

  /**
   * A start sets the logging of its JVM up anew. What another context of this JVM logs in that
   * moment finds no appender, and Logback itself says so on the console. A process of its own has
   * no such neighbours, so {@link #assertSentence(Outcome, String)} leaves nothing out.
   */
  private static String withoutLoggersOfOthers(String console) {
    return console
        .lines()
        .filter(line -> !line.contains("No appenders present in context"))
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  private List<String> arguments(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.stream().noneMatch(argument -> argument.startsWith("--server.port="))) {
      all.add("--server.port=0");
    }
    if (all.stream().noneMatch(argument -> argument.startsWith("--ims.data-directory="))) {
      all.add("--ims.data-directory=" + directory);
    }
    return all;
  }

  /** In a process of its own, to see its exit code and everything that reaches the console. */
  private Outcome start(String... arguments) throws IOException, InterruptedException {
    Process process = OtherJvm.start(IncidentManagementApplication.class, arguments(arguments));
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the process ended").isTrue();
      return new Outcome(process.exitValue(), text);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static void sql(String url, String statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private record Outcome(int exitCode, String output) {}
}
