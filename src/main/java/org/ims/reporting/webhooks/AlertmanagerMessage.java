package org.ims.reporting.webhooks;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.ims.engine.web.MendedTexts;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;

/**
 * What Prometheus Alertmanager sends to a webhook receiver, version 4 of its format. Grafana sends
 * the same with some fields more. Fields that are not named here are of no use to us and vary with
 * the version of the sender, so they are passed over.
 */
@Schema(
    name = "AlertmanagerMessage",
    description =
        "The webhook format of Prometheus Alertmanager, version 4, which Grafana sends too; other"
            + " fields are passed over")
@JsonIgnoreProperties(ignoreUnknown = true)
@MendedTexts
record AlertmanagerMessage(
    @Schema(example = "{}:{alertname=\"MailDown\"}") String groupKey,
    @Schema(allowableValues = {"firing", "resolved"}) String status,
    @Schema(example = "ims") String receiver,
    @Schema(description = "How many alerts were left out of the message", example = "0")
        Long truncatedAlerts,
    Map<String, String> groupLabels,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    String externalURL,
    List<Entry> alerts) {

  private static final int MOST_ALERTS = 1000;

  /** Later than any alert, and still storable. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  @Schema(name = "AlertmanagerAlert")
  @JsonIgnoreProperties(ignoreUnknown = true)
  @MendedTexts
  record Entry(
      @Schema(allowableValues = {"firing", "resolved"}) String status,
      Map<String, String> labels,
      Map<String, String> annotations,
      @Schema(type = "string", format = "date-time") String startsAt,
      @Schema(type = "string", format = "date-time") String endsAt,
      String generatorURL,
      @Schema(example = "c6eadffa33fcdf37") String fingerprint) {}

  /**
   * @throws InvalidInputException naming every field that is missing or cannot be read
   */
  AlertNotice read() {
    List<Violation> violations = new ArrayList<>();
    if (groupKey == null || groupKey.isBlank()) {
      violations.add(new Violation("groupKey", "required", "groupKey is required."));
    }
    boolean firing = firing("status", status, violations);
    if (alerts == null || alerts.isEmpty()) {
      violations.add(new Violation("alerts", "required", "At least one alert is required."));
    } else if (alerts.size() > MOST_ALERTS) {
      violations.add(
          new Violation(
              "alerts",
              "size",
              "A message may hold at most %,d alerts; set max_alerts of the receiver."
                  .formatted(MOST_ALERTS)));
    }
    List<AlertNotice.Alert> read = new ArrayList<>();
    if (violations.isEmpty()) {
      for (int i = 0; i < alerts.size(); i++) {
        AlertNotice.Alert alert = alert("alerts[%d]".formatted(i), alerts.get(i), violations);
        if (alert != null) {
          read.add(alert);
        }
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    String name = first("alertname");
    return new AlertNotice(
        groupKey,
        firing,
        AlertNotice.line(name, AlertNotice.WORD),
        AlertNotice.line(first("severity"), AlertNotice.WORD),
        AlertNotice.line(first("service"), AlertNotice.WORD),
        title(name),
        description(read),
        read);
  }

  private static AlertNotice.Alert alert(String path, Entry entry, List<Violation> violations) {
    if (entry == null) {
      violations.add(new Violation(path, "required", path + " must be an alert."));
      return null;
    }
    boolean firing = firing(path + ".status", entry.status, violations);
    Instant startsAt = instant(path + ".startsAt", entry.startsAt, violations);
    Instant endsAt =
        firing || entry.endsAt == null ? null : instant(path + ".endsAt", entry.endsAt, violations);
    Map<String, String> labels = words(entry.labels);
    String fingerprint =
        entry.fingerprint == null || entry.fingerprint.isBlank()
            ? AlertNotice.hash(labels.toString())
            : AlertNotice.line(entry.fingerprint, AlertNotice.WORD);
    String summary = summary(words(entry.annotations), labels);
    return startsAt == null
        ? null
        : new AlertNotice.Alert(
            fingerprint,
            firing,
            startsAt,
            endsAt,
            AlertNotice.text(summary, AlertNotice.TEXT),
            labels);
  }

  private static boolean firing(String field, String status, List<Violation> violations) {
    if (!"firing".equals(status) && !"resolved".equals(status)) {
      violations.add(new Violation(field, "choice", field + " must be one of firing, resolved."));
    }
    return "firing".equals(status);
  }

  private static Instant instant(String field, String text, List<Violation> violations) {
    try {
      if (text != null) {
        Instant instant = OffsetDateTime.parse(text).toInstant();
        if (!instant.isBefore(Instant.EPOCH) && instant.isBefore(LATEST)) {
          return instant;
        }
      }
    } catch (DateTimeException e) {
      // Answered below like a missing one.
    }
    violations.add(
        new Violation(
            field, "date-time", field + " must be a date and time (RFC 3339) since 1970."));
    return null;
  }

  private String title(String name) {
    String summary = value(commonAnnotations, "summary");
    if (summary.isBlank()) {
      summary = value(commonAnnotations, "description");
    }
    if (summary.isBlank() && alerts.size() == 1) {
      summary = summary(words(alerts.get(0).annotations), Map.of());
    }
    String title = summary.isBlank() ? name : summary;
    if (title.isBlank()) {
      title = "Alert " + groupKey;
    }
    return AlertNotice.line(
        alerts.size() > 1 ? title + " (" + alerts.size() + " alerts)" : title, AlertNotice.TITLE);
  }

  private String description(List<AlertNotice.Alert> read) {
    StringJoiner lines = new StringJoiner("\n");
    for (AlertNotice.Alert alert : read) {
      lines.add((alert.firing() ? "Firing since " : "Over, since ") + alert.startsAt());
      if (!alert.summary().isBlank()) {
        lines.add(alert.summary());
      }
      lines.add(inWords(alert.labels()));
    }
    if (truncatedAlerts != null && truncatedAlerts > 0) {
      lines.add(truncatedAlerts + " more alerts were left out by the sender.");
    }
    String link = link();
    if (!link.isEmpty()) {
      lines.add(link);
    }
    return AlertNotice.text(lines.toString(), AlertNotice.TEXT);
  }

  private String link() {
    String generator = alerts.get(0).generatorURL;
    if (generator != null && !generator.isBlank()) {
      return generator;
    }
    return externalURL == null ? "" : externalURL;
  }

  private String first(String label) {
    String common = value(commonLabels, label);
    if (!common.isBlank()) {
      return common;
    }
    String grouped = value(groupLabels, label);
    return grouped.isBlank() ? value(alerts.get(0).labels, label) : grouped;
  }

  private static String summary(Map<String, String> annotations, Map<String, String> labels) {
    String summary = value(annotations, "summary");
    String description = value(annotations, "description");
    if (summary.isBlank() && description.isBlank()) {
      return value(labels, "alertname");
    }
    return summary.isBlank() || description.isBlank() || summary.equals(description)
        ? summary + (summary.isBlank() ? description : "")
        : summary + "\n" + description;
  }

  private static String value(Map<String, String> words, String key) {
    String value = words == null ? null : words.get(key);
    return value == null ? "" : value;
  }

  private static Map<String, String> words(Map<String, String> words) {
    Map<String, String> clean = new TreeMap<>();
    if (words != null) {
      words.forEach(
          (key, value) ->
              clean.put(
                  AlertNotice.line(key, 255),
                  value == null ? "" : AlertNotice.text(value, AlertNotice.TEXT)));
    }
    return new LinkedHashMap<>(clean);
  }

  private static String inWords(Map<String, String> labels) {
    StringJoiner words = new StringJoiner(", ");
    labels.forEach((key, value) -> words.add(key + " = " + value));
    return words.toString();
  }
}
