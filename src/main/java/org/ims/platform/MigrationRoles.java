package org.ims.platform;

import org.springframework.boot.autoconfigure.flyway.FlywayConfigurationCustomizer;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the migrations as whom the application works, for what they allow that role. */
@Configuration(proxyBeanMethods = false)
class MigrationRoles {

  @Bean
  FlywayConfigurationCustomizer applicationRole(JdbcConnectionDetails database) {
    return flyway -> {
      String role = database.getUsername();
      flyway.getPlaceholders().put("applicationRole", role == null ? "" : role);
    };
  }
}
