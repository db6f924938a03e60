package org.ims.engine.web;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class AnswersConfiguration {

  private static final long API_BODY = 1024 * 1024;

  /** A form, or a catalogue as CSV. */
  private static final long PAGE_BODY = 2 * API_BODY;

  /** Deployments carry several models at once. */
  private static final long ENGINE_BODY = 10 * API_BODY;

  @Bean
  FilterRegistrationBean<TruthfulAnswersFilter> truthfulAnswers() {
    FilterRegistrationBean<TruthfulAnswersFilter> registration =
        new FilterRegistrationBean<>(new TruthfulAnswersFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> apiBodyLimit() {
    return bodyLimit(API_BODY, "/api/*");
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> pageBodyLimit() {
    return bodyLimit(PAGE_BODY, PagePaths.SERVLET_PATTERNS.toArray(new String[0]));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> engineBodyLimit() {
    return bodyLimit(ENGINE_BODY, "/engine-rest/*", "/camunda/*");
  }

  private static FilterRegistrationBean<BodyLimitFilter> bodyLimit(long bytes, String... paths) {
    FilterRegistrationBean<BodyLimitFilter> registration =
        new FilterRegistrationBean<>(new BodyLimitFilter(bytes));
    registration.addUrlPatterns(paths);
    registration.setName("bodyLimit" + bytes);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }
}
