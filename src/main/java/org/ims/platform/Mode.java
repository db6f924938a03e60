package org.ims.platform;

import org.springframework.core.env.Environment;

/** How this process was started; other modules read it as the property {@value #PROPERTY}. */
public enum Mode {
  /** An embedded database, demo users, reachable from this machine only. */
  DEMO,
  /** A database of the operator's, no demo users. */
  EXTERNAL;

  /** Set at start to {@code demo} or {@code external}; never configured by hand. */
  public static final String PROPERTY = "ims.mode";

  static final String DATASOURCE_URL = "spring.datasource.url";

  String propertyValue() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Mode decidedBy(Environment environment) {
    String url = environment.getProperty(DATASOURCE_URL);
    return url == null || url.isBlank() ? DEMO : EXTERNAL;
  }
}
