package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;

/** The settings reach what they are meant for; a mistyped key would leave a default in place. */
@ImsTest
class SettingsTest {

  @Autowired private ProcessEngine engine;
  @Autowired private CamundaBpmProperties properties;
  @Autowired private DataSource dataSource;
  @Autowired private JdbcTemplate jdbc;
  @Autowired private Environment environment;
  @Autowired private ApplicationContext context;

  @Test
  void sessionsGiveUp() {
    assertThat(show("statement_timeout")).isEqualTo("50s");
    assertThat(show("lock_timeout")).isEqualTo("10s");
    assertThat(show("idle_in_transaction_session_timeout")).isEqualTo("1min");
    assertThat(show("transaction_isolation")).isEqualTo("read committed");
  }

  @Test
  void poolAnswersWithinTheTimeOfAnHonestFailure() throws Exception {
    HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
    assertThat(pool.getConnectionTimeout()).isEqualTo(5_000);
    assertThat(pool.getKeepaliveTime()).isEqualTo(60_000);
    assertThat(pool.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
    assertThat(pool.getDataSourceProperties())
        .containsEntry("connectTimeout", "5")
        .containsEntry("socketTimeout", "60")
        .containsEntry("tcpKeepAlive", "true");
  }

  @Test
  void engineKeepsEverythingAndAsksForRights() {
    ProcessEngineConfigurationImpl configuration = configuration();
    assertThat(configuration.getHistoryLevel()).isEqualTo(HistoryLevel.HISTORY_LEVEL_FULL);
    assertThat(configuration.isAuthorizationEnabled()).isTrue();
    assertThat(configuration.getDefaultUserPermissionForTask()).isEqualTo(Permissions.TASK_WORK);
    assertThat(configuration.isEnforceSpecificVariablePermission()).isTrue();
    assertThat(configuration.isEnableExceptionsAfterUnhandledBpmnError()).isTrue();
    assertThat(configuration.getQueryMaxResultsLimit()).isEqualTo(2_000);
    assertThat(configuration.isEnablePasswordPolicy()).isTrue();
    assertThat(configuration.isJavaSerializationFormatEnabled()).isFalse();
    assertThat(configuration.getDefaultSerializationFormat()).isEqualTo("application/json");
    assertThat(configuration.getHistoryCleanupBatchWindowStartTime()).isEqualTo("02:00");
    assertThat(configuration.isHistoryCleanupEnabled()).isTrue();
    assertThat(configuration.getBatchOperationHistoryTimeToLive()).isEqualTo("P30D");
  }

  @Test
  void jobsAreRetriedWithPatienceAndPickedUpSoonAfterACrash() {
    ProcessEngineConfigurationImpl configuration = configuration();
    assertThat(configuration.getFailedJobRetryTimeCycle()).isEqualTo("PT10S,PT1M,PT5M,PT15M,PT1H");
    assertThat(configuration.isJobExecutorAcquireByDueDate()).isTrue();
    assertThat(configuration.isEnsureJobDueDateNotNull()).isTrue();
    assertThat(properties.getJobExecution().getCorePoolSize()).isEqualTo(8);
    assertThat(properties.getJobExecution().getMaxPoolSize()).isEqualTo(8);
    assertThat(properties.getJobExecution().getQueueCapacity()).isEqualTo(8);
    assertThat(properties.getJobExecution().getLockTimeInMillis()).isEqualTo(60_000);
    assertThat(properties.getJobExecution().getMaxWait()).isEqualTo(5_000);
    assertThat(properties.getJobExecution().getMaxBackoff()).isEqualTo(400);
  }

  @Test
  void engineEventsAreNoSpringEvents() {
    assertThat(properties.getEventing().isExecution()).isFalse();
    assertThat(properties.getEventing().isTask()).isFalse();
    assertThat(properties.getEventing().isHistory()).isFalse();
  }

  @Test
  void namesOfUsersAndGroups() {
    ProcessEngineConfigurationImpl configuration = configuration();
    for (String user : List.of("reporter", "responder-2", "jane.doe+x@example.org")) {
      assertThat(user).matches(configuration.getUserResourceWhitelistPattern());
    }
    for (String group : List.of("service-desk", "responder-mail", "camunda-admin")) {
      assertThat(group).matches(configuration.getGroupResourceWhitelistPattern());
    }
    assertThat("a b").doesNotMatch(configuration.getUserResourceWhitelistPattern());
    assertThat("a/b").doesNotMatch(configuration.getGroupResourceWhitelistPattern());
    assertThat("<x>").doesNotMatch(configuration.getGeneralResourceWhitelistPattern());
  }

  @Test
  void noSessionStaysOpenWhileAViewIsDrawn() {
    assertThat(context.getBeansOfType(OpenEntityManagerInViewInterceptor.class)).isEmpty();
  }

  @Test
  void shutdownWaitsForWhatIsInFlight() {
    assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
    assertThat(environment.getProperty("spring.lifecycle.timeout-per-shutdown-phase"))
        .isEqualTo("30s");
  }

  private String show(String setting) {
    return jdbc.queryForObject("SHOW " + setting, String.class);
  }

  private ProcessEngineConfigurationImpl configuration() {
    return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }
}
