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
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * The PostgreSQL that a start without an external database brings along; it keeps its data. When
 * its server dies while the application lives, as it does when the disk is full, it is started
 * again, at the same port, until it stays.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

  /** Owns the tables that come by migration; nothing but migrations works as it. */
  static final String MIGRATOR = "postgres";

  /** As whom the application works: it may not change what the journal holds. */
  static final String APPLICATION = "ims";

  /** The major version of the bundled server; its data can be read by no other. */
  static final String MAJOR_VERSION = "17";

  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** Of the library, in the cluster. */
  private static final String LIBRARYS_LOCK = "epg-lock";

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * The library waits for as long as it is told even for a server that has given up; only each
   * fourth attempt leaves time for a long recovery.
   */
  private static final Duration SHORT_PATIENCE = Duration.ofSeconds(8);

  private static final int LONG_ATTEMPT = 4;

  private final DataDirectory directory;
  private final Duration patience;
  private final int port;
  private final ScheduledExecutorService reviver =
      Executors.newSingleThreadScheduledExecutor(EmbeddedDatabase::thread);
  private EmbeddedPostgres server;
  private boolean closed;

  EmbeddedDatabase(Path dataDirectory) {
    // Recovery after a crash takes its time.
    this(dataDirectory, Duration.ofMinutes(1));
  }

  EmbeddedDatabase(Path dataDirectory, Duration patience) {
    directory = DataDirectory.hold(dataDirectory);
    this.patience = patience;
    try {
      server = create();
    } catch (IOException | RuntimeException e) {
      release();
      throw e instanceof StartFailure failure ? failure : serverFailed(e);
    }
    port = server.getPort();
    watch();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "embedded-database");
    thread.setDaemon(true);
    return thread;
  }

  private void watch() {
    OrphanedServer.of(directory.postgres())
        .ifPresent(process -> process.onExit().thenRun(() -> soon(() -> revive(1))));
  }

  private void soon(Runnable work) {
    try {
      reviver.schedule(work, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // It was closed, which is why the server ended.
      return;
    }
  }

  private synchronized void revive(int attempt) {
    if (closed) {
      return;
    }
    try {
      // The process is gone; what the library holds of it is let go.
      server.close();
      Files.deleteIfExists(directory.postgres().resolve(LIBRARYS_LOCK));
      OrphanedServer.clear(directory.postgres());
      Duration wait = attempt % LONG_ATTEMPT == 0 ? patience : SHORT_PATIENCE;
      server = builder().setPort(port).setPGStartupWait(wait).start();
      log.warn("The embedded database had ended; it was started again");
      watch();
    } catch (IOException | RuntimeException e) {
      log.error(
          "The embedded database has ended and does not start; {} says why. It is tried again.",
          directory.postgresLog());
      soon(() -> revive(attempt + 1));
    }
  }

  private EmbeddedPostgres create() throws IOException {
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
    EmbeddedPostgres started = builder().start();
    createRole(started);
    Files.deleteIfExists(directory.unfinished());
    return started;
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(directory.postgres())
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
        .setPGStartupWait(patience);
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
    return "jdbc:postgresql://localhost:" + port + "/postgres";
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
    reviver.shutdownNow();
    synchronized (this) {
      closed = true;
      try {
        server.close();
      } finally {
        release();
      }
    }
  }
}
