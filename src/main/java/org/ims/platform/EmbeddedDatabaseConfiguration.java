package org.ims.platform;

import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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
}
