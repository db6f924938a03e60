package org.ims.engine.adapter;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets nodes that start at the same time do so one after the other: the engine makes its tables,
 * and the application its groups and rights, without looking whether somebody else is about to.
 */
@Component
class StartLock extends AbstractProcessEnginePlugin implements DisposableBean {

  private static final Logger LOG = LoggerFactory.getLogger(StartLock.class);

  /** Ends with the transaction, and so with this process too. */
  private static final String TAKE = "select pg_advisory_xact_lock(hashtext('ims-start'))";

  private static final String TRY = "select pg_try_advisory_xact_lock(hashtext('ims-start'))";

  /** The other node takes as long as it takes. */
  private static final String PATIENTLY =
      "set local statement_timeout = 0; set local lock_timeout = 0;"
          + " set local idle_in_transaction_session_timeout = 0";

  private final ObjectProvider<DataSource> database;

  private Connection holding;

  StartLock(ObjectProvider<DataSource> database) {
    this.database = database;
  }

  @Override
  public void preInit(ProcessEngineConfigurationImpl engine) {
    try {
      holding = database.getObject().getConnection();
      holding.setAutoCommit(false);
      try (Statement statement = holding.createStatement()) {
        statement.execute(PATIENTLY);
        if (!tryToTake(statement)) {
          LOG.info("Waiting for another node, which is starting");
          statement.execute(TAKE);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot wait for other nodes that start", e);
    }
  }

  private static boolean tryToTake(Statement statement) throws SQLException {
    try (var taken = statement.executeQuery(TRY)) {
      taken.next();
      return taken.getBoolean(1);
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  @Override
  public void destroy() throws SQLException {
    if (holding != null) {
      holding.rollback();
      holding.setAutoCommit(true);
      holding.close();
      holding = null;
    }
  }
}
