package org.ims.webapps;

import jakarta.servlet.ServletRegistration;
import java.util.Set;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebappsConfiguration {

  /**
   * The web applications' interfaces describe themselves to nobody: that description names the
   * version of its maker and repeats the host that the client named. They are registered by an
   * initializer that asks for no order, so this one runs after all of the application's.
   */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> undescribedInterfaces() {
    return server ->
        server.addContextCustomizers(
            context ->
                context.addServletContainerInitializer(
                    (classes, servlets) ->
                        servlets.getServletRegistrations().values().stream()
                            .filter(WebappsConfiguration::isInterface)
                            .forEach(
                                servlet ->
                                    servlet.setInitParameter(
                                        ServerProperties.WADL_FEATURE_DISABLE, "true")),
                    Set.of()));
  }

  private static boolean isInterface(ServletRegistration servlet) {
    return servlet.getMappings().stream().anyMatch(mapping -> mapping.startsWith("/camunda/api/"));
  }

  /** As the one above, for the engine's own interface. */
  @Bean
  ResourceConfigCustomizer undescribedEngine() {
    return config -> config.property(ServerProperties.WADL_FEATURE_DISABLE, true);
  }

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
