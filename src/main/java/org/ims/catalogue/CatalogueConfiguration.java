package org.ims.catalogue;

import java.util.Set;
import org.ims.engine.web.PageLink;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogueSettings.class)
class CatalogueConfiguration {

  /** Everybody may read the catalogue. */
  @Bean
  PageLink servicesLink() {
    return new PageLink(30, "services.link", "/services", Set.of());
  }
}
