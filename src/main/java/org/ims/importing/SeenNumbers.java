package org.ims.importing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Which incidents a run has met so far: a temporary table on a connection of its own, because a
 * file of any size has more numbers than fit the memory.
 */
class SeenNumbers implements AutoCloseable {

  private final Connection connection;
  private final PreparedStatement add;

  SeenNumbers(DataSource database) throws SQLException {
    connection = database.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("create temporary table import_seen (number text primary key)");
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    add = connection.prepareStatement("insert into import_seen values (?) on conflict do nothing");
  }

  /** Whether the number is met for the first time. */
  boolean isFirst(String number) throws SQLException {
    add.setString(1, number);
    return add.executeUpdate() == 1;
  }

  @Override
  public void close() throws SQLException {
    try (connection;
        Statement statement = connection.createStatement()) {
      add.close();
      // The pool keeps the connection.
      statement.execute("drop table import_seen");
    }
  }
}
