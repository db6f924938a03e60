package org.ims.engine;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.ims.incident.Reader;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets connections that are taken under a {@link RestrictedView} find {@link VisibleTables} where
 * they look for the engine's. It is done here and not in the engine, because Cockpit has queries
 * that pass the engine by.
 */
@Configuration(proxyBeanMethods = false)
class RestrictedConnections {

  private static final String BEGIN =
      "select set_config('search_path', '%s, public', false), set_config('ims.reader', ?, false),"
              .formatted(VisibleTables.SCHEMA)
          + " set_config('ims.reader_groups', ?, false)";
  private static final String END = "reset search_path; reset ims.reader; reset ims.reader_groups";

  @Bean
  static BeanPostProcessor restrictedDataSource() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof HikariDataSource pool ? new Restricting(pool) : bean;
      }
    };
  }

  private static final class Restricting extends DelegatingDataSource {

    private final HikariDataSource pool;

    Restricting(HikariDataSource pool) {
      super(pool);
      this.pool = pool;
    }

    /** What configures another source after this one, as Flyway does, has to see the pool. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
      return type == DataSource.class ? type.cast(pool) : super.unwrap(type);
    }

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      Reader reader = RestrictedView.current().orElse(null);
      if (reader == null) {
        return connection;
      }
      try {
        begin(connection, reader);
      } catch (SQLException e) {
        discard(connection);
        throw e;
      }
      return returning(connection);
    }

    private static void begin(Connection connection, Reader reader) throws SQLException {
      try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
        begin.setString(1, reader.user());
        begin.setString(2, String.join(",", reader.groups()));
        begin.execute();
      }
    }

    /** The same connection, which is as it was before it goes back to the pool. */
    private Connection returning(Connection connection) {
      return (Connection)
          Proxy.newProxyInstance(
              DataSource.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  end(connection);
                  return null;
                }
                try {
                  return method.invoke(connection, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }

    private void end(Connection connection) throws SQLException {
      if (connection.isClosed()) {
        return;
      }
      try {
        if (!connection.getAutoCommit()) {
          connection.rollback();
          connection.setAutoCommit(true);
        }
        try (Statement end = connection.createStatement()) {
          end.execute(END);
        }
      } catch (SQLException e) {
        discard(connection);
        throw e;
      }
      connection.close();
    }

    /** Nobody may get it who is not restricted, or restricted otherwise. */
    private void discard(Connection connection) throws SQLException {
      pool.evictConnection(connection);
      connection.close();
    }
  }
}
