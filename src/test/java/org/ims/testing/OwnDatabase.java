package org.ims.testing;

import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Gives an application context a database of its own, in place of the one in the data directory.
 */
public class OwnDatabase implements ApplicationContextInitializer<GenericApplicationContext> {

  private final String url;

  /** An empty database. */
  public OwnDatabase() {
    this(TestPostgres.newDatabase());
  }

  /** The database behind the URL, for a second start on it. */
  public OwnDatabase(String url) {
    this.url = url;
  }

  @Override
  public void initialize(GenericApplicationContext context) {
    context.registerBean(JdbcConnectionDetails.class, () -> new Details(url));
    context.registerBean(FlywayConnectionDetails.class, () -> new Migrations(url));
  }

  private record Migrations(String getJdbcUrl) implements FlywayConnectionDetails {

    @Override
    public String getUsername() {
      return TestPostgres.USER;
    }

    @Override
    public String getPassword() {
      return "";
    }
  }

  private record Details(String getJdbcUrl) implements JdbcConnectionDetails {

    @Override
    public String getUsername() {
      return TestPostgres.APPLICATION;
    }

    @Override
    public String getPassword() {
      return "";
    }
  }
}
