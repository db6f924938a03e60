package org.ims.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The one PostgreSQL server of this test JVM, in a temporary directory; it ends with the JVM. */
public final class TestPostgres {

  /** May do everything; migrates. */
  public static final String USER = "postgres";

  /** As whom the application works. */
  public static final String APPLICATION = "ims";

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  /** Creates an empty database and answers its JDBC URL. */
  public static String newDatabase() {
    String name = "ims_" + DATABASES.incrementAndGet();
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create a database for a test", e);
    }
    return "jdbc:postgresql://localhost:" + Server.RUNNING.getPort() + "/" + name;
  }

  /** Works in the database of a pool as its owner, who may do what the application may not. */
  public static JdbcClient asOwner(DataSource application) {
    try (Connection connection = application.getConnection()) {
      return JdbcClient.create(
          new DriverManagerDataSource(connection.getMetaData().getURL(), USER, ""));
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot tell the database of a test", e);
    }
  }

  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                // Every cached context keeps a pool.
                .setServerConfig("max_connections", "500")
                .setServerConfig("timezone", "UTC")
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("CREATE ROLE " + APPLICATION + " LOGIN");
        }
        return server;
      } catch (SQLException e) {
        throw new IllegalStateException("Cannot create the application's role", e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
