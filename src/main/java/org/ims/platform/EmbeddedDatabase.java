package org.ims.platform;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** The PostgreSQL that a start without an external database brings along. */
class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

  private final EmbeddedPostgres server;

  EmbeddedDatabase(Path directory) {
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory.toAbsolutePath())
              .setCleanDataDirectory(false)
              // Spring stops the server after the pool; a hook of its own would race with it.
              .setRegisterShutdownHook(false)
              // The same order and case rules on every machine, whatever its locale.
              .setLocaleConfig("locale", "C")
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              // The library switches it off for throw-away databases; this one is kept.
              .setServerConfig("fsync", "on")
              .setServerConfig("timezone", "UTC")
              .start();
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
    return "postgres";
  }

  @Override
  public String getPassword() {
    return "";
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
