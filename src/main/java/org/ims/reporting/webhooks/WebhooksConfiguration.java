package org.ims.reporting.webhooks;

import jakarta.servlet.DispatcherType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhooksConfiguration {

  /**
   * After the limit of bodies and Spring Security, which leaves these paths to this filter. The web
   * server makes its filters before there is a database, so the sources are looked up later.
   */
  @Bean
  FilterRegistrationBean<WebhookFilter> webhookFilter(
      ObjectProvider<SourceLogin> login, SourceLimits limits) {
    FilterRegistrationBean<WebhookFilter> registration =
        new FilterRegistrationBean<>(new WebhookFilter(login, limits));
    registration.addUrlPatterns("/api/webhooks/*");
    registration.setDispatcherTypes(DispatcherType.REQUEST);
    registration.setOrder(5);
    return registration;
  }
}
