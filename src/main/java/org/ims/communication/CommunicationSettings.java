package org.ims.communication;

import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How people are written to.
 *
 * @param language of whoever has none on record, as {@code de}
 * @param baseUrl where this application is reached from outside, as {@code
 *     https://ims.example.org}; empty for no links
 * @param reporterPage path of the page to which a notice leads its reporter
 * @param workPage path of the page to which a notice leads everybody else
 */
@ConfigurationProperties("ims.communication")
record CommunicationSettings(
    String language, String baseUrl, String reporterPage, String workPage) {

  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Z]{2})?");
  private static final Pattern BASE = Pattern.compile("https?://[^\\s\\p{Cc}?#\"<>]+");

  CommunicationSettings {
    baseUrl = baseUrl == null ? "" : baseUrl.strip().replaceAll("/+$", "");
    if (language == null || !LANGUAGE.matcher(language).matches()) {
      throw new IllegalArgumentException(
          "ims.communication.language must be a language as en or de.");
    }
    if (!baseUrl.isEmpty() && !BASE.matcher(baseUrl).matches()) {
      throw new IllegalArgumentException(
          "ims.communication.base-url must be a URL as https://ims.example.org.");
    }
  }

  Locale locale() {
    return Locale.forLanguageTag(language);
  }

  /** Where a notice leads, or null. */
  String link(boolean toReporter) {
    return baseUrl.isEmpty() ? null : baseUrl + (toReporter ? reporterPage : workPage);
  }
}
