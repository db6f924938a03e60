package org.ims.catalogue;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param location of the CSV that is the truth, a path or a URL; empty where people keep the
 *     catalogue
 */
@ConfigurationProperties("ims.catalogue")
record CatalogueSettings(String location) {

  CatalogueSettings {
    location = location == null ? "" : location.strip();
  }

  /** Whether only that file changes the catalogue. */
  boolean isKeptByFile() {
    return !location.isEmpty();
  }
}
