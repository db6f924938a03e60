package org.ims.triage;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;
import org.ims.incident.Assessment;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.ServiceLevel;

/** An assessment as a person reads it in a form. */
final class AssessmentInWords {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private AssessmentInWords() {}

  /** What would follow from the facts. */
  static String proposed(Incident incident, TableResults results, ServiceLevel promises) {
    StringJoiner lines = new StringJoiner("\n");
    if (incident.state() != IncidentState.TRIAGE && !incident.isWorkedOn()) {
      lines.add(
          "The incident is %s meanwhile: confirming this changes nothing."
              .formatted(incident.state().name().toLowerCase(Locale.ROOT)));
    }
    lines.add("Priority: " + results.priority());
    lines.add("Impact: %s. %s".formatted(degree(results.impact()), results.impactBecause()));
    lines.add("Urgency: %s. %s".formatted(degree(results.urgency()), results.urgencyBecause()));
    lines.add(
        "Promised: acknowledged by %s, resolved by %s (calendar %s)."
            .formatted(
                inWords(promises.acknowledgeDue()),
                inWords(promises.resolveDue()),
                promises.calendar()));
    lines.add("Team: %s. %s".formatted(results.team(), results.teamBecause()));
    lines.add("Major incident: %s. %s".formatted(verdict(results), results.majorBecause()));
    return lines.toString();
  }

  /** What counts so far. */
  static String confirmed(Incident incident) {
    Assessment last = incident.assessment();
    StringJoiner lines = new StringJoiner("\n");
    lines.add(
        last.confirmedBy() == null
            ? "%s since %s".formatted(last.priority(), inWords(last.classifiedAt()))
            : "%s since %s, confirmed by %s"
                .formatted(last.priority(), inWords(last.classifiedAt()), last.confirmedBy()));
    lines.add("Impact: %s. %s".formatted(degree(last.impact()), last.impactBecause()));
    lines.add("Urgency: %s. %s".formatted(degree(last.urgency()), last.urgencyBecause()));
    lines.add("Team: %s. %s".formatted(incident.team(), incident.teamBecause()));
    return lines.toString();
  }

  private static String degree(int value) {
    return switch (value) {
      case 1 -> "1 - high";
      case 2 -> "2 - medium";
      default -> value + " - low";
    };
  }

  private static String verdict(TableResults results) {
    return switch (results.majorVerdict()) {
      case "PROMOTE" -> "yes, at once";
      case "PROPOSE" -> "a manager decides";
      default -> "no";
    };
  }

  private static String inWords(Instant instant) {
    // While the clock stands still nobody knows yet.
    return instant == null
        ? "(the clock stands still)"
        : TIME.format(instant.atZone(ZoneId.systemDefault()));
  }
}
