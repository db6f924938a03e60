package org.ims.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.ims.testing.ImsHttpTest;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What clients are told when PostgreSQL goes away. */
@ImsHttpTest
class DatabaseLossTest {

  @Autowired private ProcessEngine engine;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private DataSource dataSource;
  @LocalServerPort private int port;
  private DoorProbe probe;

  @BeforeEach
  void deploy() {
    probe = new DoorProbe(engine);
  }

  @Test
  void aConnectionThatDiesAtCommitIs503AndNothingIsStored() {
    Http admin = Http.basic(port, "admin");
    Http reporter = Http.webapp(port, "reporter", "tasklist");
    // Log in while the database is well: this is about the commit.
    assertThat(admin.get("/engine-rest/task/count").statusCode()).isEqualTo(200);
    long before = probe.instances();
    dieAtCommitAfterInsertInto("act_ru_execution");
    try {
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> rest =
            admin.post("/engine-rest/process-definition/key/DoorProbe/submit-form", "{}");
        assertThat(rest.statusCode()).as(rest.body()).isEqualTo(503);
        assertThat(rest.headers().firstValue("Retry-After")).contains("5");
        HttpResponse<String> webapp =
            reporter.post(
                "/camunda/api/engine/engine/default/process-definition/key/DoorProbe/submit-form",
                "{}");
        assertThat(webapp.statusCode()).as(webapp.body()).isEqualTo(503);
      }
    } finally {
      dieNoMore("act_ru_execution");
    }
    assertThat(probe.instances()).isEqualTo(before);
  }

  @Test
  void aReportWhoseCommitFailsIsNotAcknowledged() {
    Http reporter = Http.basic(port, "reporter");
    assertThat(reporter.get("/api/services").statusCode()).isEqualTo(200);
    String report =
        """
        {"title": "The commit of this one fails", "description": "Nobody may believe in it.",
         "noticedAt": "2026-03-02T08:00:00Z", "service": "mail", "suspectedSecurity": false,
         "personalDataInvolved": "no", "peopleAtRisk": false}
        """;
    dieAtCommitAfterInsertInto("incident");
    try {
      HttpResponse<String> answer = reporter.post("/api/incidents", report);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("application/problem+json");
    } finally {
      dieNoMore("incident");
    }
    assertThat(reports()).isZero();
    assertThat(reporter.post("/api/incidents", report).statusCode()).isEqualTo(201);
    assertThat(reports()).isEqualTo(1);
  }

  private Integer reports() {
    return jdbc.queryForObject(
        "SELECT count(*) FROM incident WHERE title = 'The commit of this one fails'",
        Integer.class);
  }

  private void dieAtCommitAfterInsertInto(String table) {
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner
        .sql(
            """
        CREATE FUNCTION die_at_commit() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$
        """)
        .update();
    owner
        .sql(
            "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON "
                + table
                + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die_at_commit()")
        .update();
  }

  private void dieNoMore(String table) {
    JdbcClient owner = TestPostgres.asOwner(dataSource);
    owner.sql("DROP TRIGGER die ON " + table).update();
    owner.sql("DROP FUNCTION die_at_commit()").update();
  }

  @Test
  void aDatabaseThatIsGoneIs503AlsoAtTheLogin() throws SQLException {
    String url = url();
    String database = url.substring(url.lastIndexOf('/') + 1);
    onServer(url, "ALTER DATABASE " + database + " WITH ALLOW_CONNECTIONS false");
    // The pool may just have been let in with one more.
    await()
        .atMost(Duration.ofSeconds(10))
        .during(Duration.ofMillis(500))
        .until(() -> endedSessions(url, database) == 0);
    try {
      for (String path : new String[] {"/api/services", "/engine-rest/task/count"}) {
        HttpResponse<String> answer = Http.basic(port, "auditor", "Never-Seen-1").get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertThat(Http.json(answer).path("status").asInt()).isEqualTo(503);
      }
    } finally {
      onServer(url, "ALTER DATABASE " + database + " WITH ALLOW_CONNECTIONS true");
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(Http.basic(port, "auditor").get("/engine-rest/task/count").statusCode())
                    .isEqualTo(200));
  }

  private static int endedSessions(String url, String database) throws SQLException {
    String server = url.substring(0, url.lastIndexOf('/')) + "/postgres";
    try (Connection connection = DriverManager.getConnection(server, TestPostgres.USER, "");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ?")) {
      statement.setString(1, database);
      try (ResultSet ended = statement.executeQuery()) {
        ended.next();
        return ended.getInt(1);
      }
    }
  }

  private String url() throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getURL().replaceAll("\\?.*", "");
    }
  }

  private static void onServer(String url, String... statements) throws SQLException {
    String server = url.substring(0, url.lastIndexOf('/')) + "/postgres";
    try (Connection connection = DriverManager.getConnection(server, TestPostgres.USER, "");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
