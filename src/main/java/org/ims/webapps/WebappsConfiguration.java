package org.ims.webapps;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebappsConfiguration {

  /**
   * Stands after Spring Security, which decides whether there is an answer at all, and before the
   * engine's own filters, so that nobody's authorisations are in force when it asks for choices: a
   * responder may choose a person whose record they may not read. The web server makes its filters
   * before there is an engine, so the choices are looked up when the first form is served.
   */
  @Bean
  FilterRegistrationBean<LiveChoicesFilter> liveChoicesFilter(
      ObjectProvider<LiveChoices> choices, ObjectProvider<Askers> askers) {
    FilterRegistrationBean<LiveChoicesFilter> registration =
        new FilterRegistrationBean<>(
            new LiveChoicesFilter(choices::getObject, request -> askers.getObject().of(request)));
    registration.addUrlPatterns("/camunda/api/*", "/engine-rest/*");
    registration.setOrder(0);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BoundedListsFilter> boundedListsFilter(
      @Value("${camunda.bpm.generic-properties.properties.query-max-results-limit:2000}")
          int limit) {
    FilterRegistrationBean<BoundedListsFilter> registration =
        new FilterRegistrationBean<>(new BoundedListsFilter(limit));
    registration.addUrlPatterns("/camunda/api/engine/*");
    registration.setOrder(1);
    return registration;
  }

  /**
   * As the one above: before the engine's own filters, so that nobody's authorisations hide what
   * has to be looked up.
   */
  @Bean
  FilterRegistrationBean<RestrictedInstancesFilter> restrictedInstancesFilter(
      ObjectProvider<RestrictedInstances> restricted, ObjectProvider<Askers> askers) {
    FilterRegistrationBean<RestrictedInstancesFilter> registration =
        new FilterRegistrationBean<>(
            new RestrictedInstancesFilter(
                restricted::getObject, request -> askers.getObject().of(request)));
    registration.addUrlPatterns(
        "/camunda/api/engine/*", "/camunda/api/cockpit/*", "/engine-rest/*");
    registration.setOrder(2);
    return registration;
  }
}
