package org.ims.reporting.evidence;

import org.ims.engine.web.BodyLimit;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EvidenceSettings.class)
class EvidenceConfiguration {

  @Bean
  BodyLimit evidenceBodyLimit(EvidenceSettings settings) {
    return new BodyLimit(HttpMethod.POST, "/api/incidents/{number}/evidence", settings.maxSize());
  }
}
