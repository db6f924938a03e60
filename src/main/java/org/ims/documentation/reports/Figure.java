package org.ims.documentation.reports;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be asked for. Each is the view of its name; the view's comment says what it counts. */
enum Figure {
  KEY_FIGURES("Key figures"),
  VOLUME_BY_DAY("Incidents by day"),
  VOLUME_BY_MONTH("Incidents by month"),
  BY_STATE("Incidents by state"),
  BY_PRIORITY("Incidents by priority"),
  BY_SERVICE("Incidents by service"),
  BY_CATEGORY("Incidents by category"),
  TIMES("Times"),
  TIMES_BY_PRIORITY("Times by priority"),
  TIMES_BY_MONTH("Trend of the times"),
  SERVICE_LEVELS("Service levels kept"),
  SERVICE_LEVELS_BY_MONTH("Trend of the service levels"),
  MAJOR_INCIDENTS("Major incidents"),
  REOPENED("Reopened"),
  HAND_OVERS("Hand-overs"),
  OVERRIDES("Overrides of tables"),
  OVERRIDE_REASONS("Reasons of the overrides"),
  OVERDUE("Overdue work");

  private final String title;

  Figure(String title) {
    this.title = title;
  }

  /** As people read it. */
  String title() {
    return title;
  }

  /** As addresses write it: {@code by-state}. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The view in the database. */
  String view() {
    return "report_" + name().toLowerCase(Locale.ROOT);
  }

  static Optional<Figure> of(String key) {
    return Arrays.stream(values()).filter(figure -> figure.key().equals(key)).findFirst();
  }
}
