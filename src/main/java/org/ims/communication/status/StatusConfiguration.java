package org.ims.communication.status;

import java.util.List;
import java.util.Set;
import org.ims.catalogue.Services;
import org.ims.engine.web.PageLink;
import org.ims.engine.web.PublicPages;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StatusSettings.class)
class StatusConfiguration {

  /** Everything that tells how the services are. */
  static final List<String> PATHS = List.of("/status", "/status/**", "/api/status");

  @Bean
  PageLink statusLink() {
    return new PageLink(20, "status.link", "/status", Set.of());
  }

  /** Nobody outside reads anything before somebody has decided to show them a service. */
  @Bean
  PublicPages publicStatus(Services services) {
    return request -> {
      String path = request.getServletPath();
      return ("GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod()))
          && (path.equals("/status") || path.startsWith("/status/") || path.equals("/api/status"))
          && services.existsByActiveTrueAndStatusPublicTrue();
    };
  }
}
