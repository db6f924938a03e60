package org.ims.documentation.reports;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How reports are made.
 *
 * @param calendar the service calendar by whose zone days and months count
 * @param at when the report of a month is made, on the first day of the next one
 * @param subscribers groups, logins and mail addresses that get it
 * @param pauses after each attempt to mail it that was not taken; then it is given up
 * @param mostMissed how many missed months are made up for, between 1 and 120
 * @param subject of the mail; {@code {month}} stands for the month, in the text too
 */
@ConfigurationProperties("ims.reports")
record ReportSettings(
    String calendar,
    LocalTime at,
    List<String> subscribers,
    List<Duration> pauses,
    int mostMissed,
    String subject,
    String text) {

  ReportSettings {
    subscribers = subscribers == null ? List.of() : List.copyOf(subscribers);
    pauses = pauses == null ? List.of() : List.copyOf(pauses);
    if (at == null) {
      throw new IllegalArgumentException("ims.reports.at must be a time of day, as 06:00.");
    }
    if (mostMissed < 1 || mostMissed > 120) {
      throw new IllegalArgumentException("ims.reports.most-missed must be between 1 and 120.");
    }
    if (pauses.isEmpty()
        || pauses.stream().anyMatch(pause -> pause.isNegative() || pause.isZero())) {
      throw new IllegalArgumentException(
          "ims.reports.pauses must be one or more durations longer than PT0S.");
    }
  }
}
