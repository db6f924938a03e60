package org.ims.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      assertThat(tables(first)).contains("flyway_schema_history", "act_ru_execution");
      models = definitions(first);
    }
    try (ConfigurableApplicationContext second = start(url)) {
      assertThat(definitions(second))
          .as("unchanged models are not deployed again")
          .isEqualTo(models);
    }
  }

  @Test
  void ownTablesComeBeforeTheEngines() {
    try (ConfigurableApplicationContext context = start(TestPostgres.newDatabase())) {
      // PostgreSQL hands out object ids in the order of creation.
      assertThat(objectId(context, "flyway_schema_history"))
          .isLessThan(objectId(context, "act_ge_property"));
    }
  }

  private static long objectId(ConfigurableApplicationContext context, String table) {
    Long id =
        context
            .getBean(JdbcTemplate.class)
            .queryForObject("SELECT oid FROM pg_class WHERE relname = ?", Long.class, table);
    return id;
  }

  private static long definitions(ConfigurableApplicationContext context) {
    return context.getBean(RepositoryService.class).createProcessDefinitionQuery().count();
  }

  private static List<String> tables(ConfigurableApplicationContext context) {
    return context
        .getBean(JdbcTemplate.class)
        .queryForList(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
            String.class);
  }

  private static ConfigurableApplicationContext start(String url) {
    return new SpringApplicationBuilder(IncidentManagementApplication.class)
        .initializers(new OwnDatabase(url))
        .run("--server.port=0", "--camunda.bpm.job-execution.enabled=false");
  }
}
