package org.ims.engine.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.ObjectProvider;
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
  FilterRegistrationBean<BodyLimitFilter> apiBodyLimit(ObjectProvider<BodyLimit> limits) {
    List<BodyLimit> own = limits.orderedStream().toList();
    return bodyLimit(
        "apiBodyLimit",
        request ->
            own.stream()
                .filter(limit -> limit.concerns(request))
                .mapToLong(BodyLimit::bytes)
                .findFirst()
                .orElse(API_BODY),
        "/api/*");
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> pageBodyLimit() {
    return bodyLimit(
        "pageBodyLimit", request -> PAGE_BODY, PagePaths.SERVLET_PATTERNS.toArray(new String[0]));
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> engineBodyLimit() {
    return bodyLimit("engineBodyLimit", request -> ENGINE_BODY, "/engine-rest/*", "/camunda/*");
  }

  private static FilterRegistrationBean<BodyLimitFilter> bodyLimit(
      String name, ToLongFunction<HttpServletRequest> limits, String... paths) {
    FilterRegistrationBean<BodyLimitFilter> registration =
        new FilterRegistrationBean<>(new BodyLimitFilter(limits));
    registration.addUrlPatterns(paths);
    registration.setName(name);
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 20);
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    return registration;
  }
}
