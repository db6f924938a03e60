package org.ims.platform;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = Mode.PROPERTY, havingValue = "demo")
class EmbeddedDatabaseConfiguration {

  /** Boot builds the pool from these details, so both modes share every pool setting. */
  @Bean
  @ConditionalOnMissingBean(JdbcConnectionDetails.class)
  EmbeddedDatabase embeddedDatabase(@Value("${ims.data-directory}") Path dataDirectory) {
    return new EmbeddedDatabase(dataDirectory);
  }

  /** Migrations work as another role than the application. */
  @Bean
  @ConditionalOnMissingBean(FlywayConnectionDetails.class)
  FlywayConnectionDetails embeddedMigrations(JdbcConnectionDetails database) {
    return new Migrations(database.getJdbcUrl());
  }

  private record Migrations(String getJdbcUrl) implements FlywayConnectionDetails {

    @Override
    public String getUsername() {
      return EmbeddedDatabase.MIGRATOR;
    }

    @Override
    public String getPassword() {
      return "";
    }
  }
}
