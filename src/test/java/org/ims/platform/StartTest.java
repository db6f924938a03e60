package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.ims.IncidentManagementApplication;
import org.ims.testing.OwnDatabase;
import org.ims.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The application starts on an empty database, and again on what it left there. */
class StartTest {

  @Test
  void startsOnAnEmptyDatabaseAndAgainOnTheSame() {
    String url = TestPostgres.newDatabase();
    long models;
    try (ConfigurableApplicationContext first = start(url)) {
      assertThat(first.getBean(ProcessEngine.class).getName()).isEqualTo("default");
      // PostgreSQL hands out object ids in the order of creation.
      assertThat(objectId(first, "incident"))
          .as("our tables come before the engine's")
          .isLessThan(objectId(first, "act_ge_property"));
      models = definitions(first);
    }
    try (ConfigurableApplicationContext second = start(url)) {
      assertThat(definitions(second))
          .as("unchanged models are not deployed again")
          .isEqualTo(models);
    }
  }

  private static Long objectId(ConfigurableApplicationContext context, String table) {
    return context
        .getBean(JdbcTemplate.class)
        .queryForObject("SELECT ?::regclass::oid", Long.class, table);
  }

  private static long definitions(ConfigurableApplicationContext context) {
    return context.getBean(RepositoryService.class).createProcessDefinitionQuery().count();
  }

  private static ConfigurableApplicationContext start(String url) {
    return new SpringApplicationBuilder(IncidentManagementApplication.class)
        .initializers(new OwnDatabase(url))
        .run(
            "--server.port=0",
            "--camunda.bpm.job-execution.enabled=false",
            "--spring.datasource.hikari.minimum-idle=1",
            "--ims.data-directory=target/test-data/${ims.test.fork:1}",
            "--ims.security.password-rounds=10");
  }
}
