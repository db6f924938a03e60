package org.ims.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/** The PostgreSQL that a start without an external database brings along; it keeps its data. */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

  /** Owns the tables that come by migration; nothing but migrations works as it. */
  static final String MIGRATOR = "postgres";

  /** As whom the application works: it may not change what the journal holds. */
  static final String APPLICATION = "ims";

  /** The major version of the bundled server; its data can be read by no other. */
  static final String MAJOR_VERSION = "17";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private final DataDirectory directory;
  private final EmbeddedPostgres server;

  EmbeddedDatabase(Path dataDirectory) {
    // Recovery after a crash takes its time.
    this(dataDirectory, Duration.ofMinutes(1));
  }

  EmbeddedDatabase(Path dataDirectory, Duration patience) {
    directory = DataDirectory.hold(dataDirectory);
    try {
      server = start(patience);
    } catch (IOException | RuntimeException e) {
      release();
      throw e instanceof StartFailure failure ? failure : serverFailed(e);
    }
  }

  private EmbeddedPostgres start(Duration patience) throws IOException {
    Path cluster = directory.postgres();
    if (Files.exists(directory.unfinished())) {
      FileSystemUtils.deleteRecursively(cluster);
    }
    checkVersion(cluster);
    OrphanedServer.clear(cluster);
    boolean created = !Files.exists(cluster);
    if (created) {
      Files.writeString(directory.unfinished(), "");
      log.info("Creating a database in {}", cluster);
    } else {
      log.info("Opening the database in {}", cluster);
    }
    // Of this start only: it would grow for ever.
    Files.deleteIfExists(directory.postgresLog());
    EmbeddedPostgres started =
        EmbeddedPostgres.builder()
            .setDataDirectory(cluster)
            .setCleanDataDirectory(false)
            // Spring stops the server after the pool; a hook of its own would race with it.
            .setRegisterShutdownHook(false)
            .setOutputRedirector(Redirect.appendTo(directory.postgresLog().toFile()))
            .setErrorRedirector(Redirect.appendTo(directory.postgresLog().toFile()))
            // The same order and case rules on every machine, whatever its locale.
            .setLocaleConfig("locale", "C")
            .setLocaleConfig("locale-provider", "builtin")
            .setLocaleConfig("builtin-locale", "C.UTF-8")
            // The library switches both off for throw-away databases; this one is kept.
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("timezone", "UTC")
            .setPGStartupWait(patience)
            .start();
    createRole(started);
    Files.deleteIfExists(directory.unfinished());
    return started;
  }

  private static void createRole(EmbeddedPostgres server) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s LOGIN; END IF; END $$"
              .formatted(APPLICATION));
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private static void checkVersion(Path cluster) throws IOException {
    Path file = cluster.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      return;
    }
    String version = Files.readString(file).trim();
    if (!version.equals(MAJOR_VERSION)) {
      throw new StartFailure(
          "The data in %s was written by PostgreSQL %s, and this version of IMS brings PostgreSQL %s; export it with the version that wrote it, or move the directory away to begin with an empty one."
              .formatted(cluster, version, MAJOR_VERSION));
    }
  }

  private StartFailure serverFailed(Exception cause) {
    return new StartFailure(
        "The embedded database in %s did not start; %s says why."
            .formatted(directory.postgres(), directory.postgresLog()),
        cause);
  }

  private void release() {
    try {
      directory.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
  }

  @Override
  public String getUsername() {
    return APPLICATION;
  }

  @Override
  public String getPassword() {
    return "";
  }

  @Override
  public void close() throws IOException {
    try {
      server.close();
    } finally {
      release();
    }
  }
}
