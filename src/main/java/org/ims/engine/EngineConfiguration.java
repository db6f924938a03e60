package org.ims.engine;

import org.camunda.bpm.spring.boot.starter.configuration.CamundaDeploymentConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

  @Bean
  EngineClock clock() {
    return new EngineClock();
  }

  /**
   * The engine needs this bean before it builds its schema, so the dependency makes Flyway go
   * first: Flyway refuses a schema in which it finds tables without its own history.
   */
  @Bean
  @DependsOnDatabaseInitialization
  CamundaDeploymentConfiguration deploymentConfiguration() {
    return new StableResourceNames();
  }
}
