package org.ims.reporting;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ims.catalogue.Services;
import org.ims.engine.Caller;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Report;
import org.ims.incident.ServiceLevel;
import org.ims.incident.Violation;
import org.ims.servicelevel.ServiceLevels;
import org.ims.servicelevel.Targets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes reports: checks them, stores them as incidents and starts their life. */
@Service
public class IncidentReports {

  public static final int TITLE = 120;
  public static final int DESCRIPTION = 4000;
  static final int LINE = 255;

  /** Who may set off alarms that are not real. */
  private static final Set<String> DRILL_LEADERS =
      Set.of("incident-manager", "major-incident-manager", "process-owner", "camunda-admin");

  private final Incidents incidents;
  private final Services services;
  private final IncidentLifecycleProcess lifecycle;
  private final ServiceLevels serviceLevels;
  private final Caller caller;
  private final Clock clock;

  IncidentReports(
      Incidents incidents,
      Services services,
      IncidentLifecycleProcess lifecycle,
      ServiceLevels serviceLevels,
      Caller caller,
      Clock clock) {
    this.incidents = incidents;
    this.services = services;
    this.lifecycle = lifecycle;
    this.serviceLevels = serviceLevels;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * Stores a report and starts the lifecycle of its incident, both or neither.
   *
   * @throws InvalidInputException listing everything that is wrong with the report
   */
  @Transactional
  public Incident report(Report report) {
    Incident incident = record(report);
    lifecycle.start(incident.number());
    return incident;
  }

  /** Stores a report whose lifecycle has begun already, as it does from the start form. */
  @Transactional
  Incident record(Report report) {
    List<Violation> violations = violationsOf(report);
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return incidents.saveAndFlush(new Incident(incidents.nextSerial(), report, clock.instant()));
  }

  /** Puts an incident on the books with its first targets. */
  @Transactional
  ServiceLevel register(String number, Targets firstTargets) {
    ServiceLevel promised = serviceLevels.promise(number, firstTargets);
    incidents.get(number).register();
    return promised;
  }

  /** Everything that is wrong with a report; empty when it can be stored. */
  List<Violation> violationsOf(Report report) {
    List<Violation> violations = new ArrayList<>();
    checkText(violations, "title", "Title", report.title(), TITLE, true);
    if (report.title() != null && report.title().chars().anyMatch(Character::isISOControl)) {
      // It becomes the subject of mails and the name of tasks.
      violations.add(new Violation("title", "one-line", "Title must be a single line of text."));
    }
    checkText(violations, "description", "Description", report.description(), DESCRIPTION, true);
    checkText(violations, "location", "Location", report.location(), LINE, false);
    checkText(violations, "contact", "Contact", report.contact(), LINE, false);
    checkService(violations, report.service());
    if (report.noticedAt() == null) {
      violations.add(new Violation("noticedAt", "required", "Noticed at is required."));
    }
    checkPast(violations, "noticedAt", "Noticed at", report.noticedAt());
    checkPast(violations, "occurredAt", "Occurred at", report.occurredAt());
    if (report.occurredAt() != null
        && report.noticedAt() != null
        && report.occurredAt().isAfter(report.noticedAt())) {
      violations.add(
          new Violation(
              "occurredAt", "not-after-noticed-at", "Occurred at must not be after noticed at."));
    }
    if (report.personalDataInvolved() == null) {
      violations.add(
          new Violation("personalDataInvolved", "required", "Personal data involved is required."));
    }
    if (report.drill() && caller.groups().stream().noneMatch(DRILL_LEADERS::contains)) {
      violations.add(
          new Violation(
              "drill",
              "role",
              "A drill may only be started by incident managers, major-incident managers, process"
                  + " owners and administrators."));
    }
    return violations;
  }

  private void checkService(List<Violation> violations, String service) {
    if (service == null || service.isBlank()) {
      violations.add(new Violation("service", "required", "Service is required."));
    } else if (services.findActive(service).isEmpty()) {
      violations.add(
          new Violation(
              "service",
              "known-service",
              "Service must be one of the catalogue (GET /api/services)."));
    }
  }

  private void checkPast(List<Violation> violations, String field, String label, Instant instant) {
    if (instant != null && instant.isAfter(clock.instant())) {
      violations.add(new Violation(field, "not-in-future", label + " must not be in the future."));
    }
    if (instant != null && instant.isBefore(Instant.EPOCH)) {
      // A slip, and further back not storable.
      violations.add(new Violation(field, "not-before-1970", label + " must not be before 1970."));
    }
  }

  private static void checkText(
      List<Violation> violations,
      String field,
      String label,
      String text,
      int maxLength,
      boolean required) {
    if (required && (text == null || text.isBlank())) {
      violations.add(new Violation(field, "required", label + " is required."));
    } else if (text != null && text.length() > maxLength) {
      violations.add(
          new Violation(
              field,
              "max-length",
              "%s must have at most %d characters.".formatted(label, maxLength)));
    } else if (text != null && !isStorable(text)) {
      violations.add(
          new Violation(
              field,
              "characters",
              label + " must not contain NUL characters or halves of characters."));
    }
  }

  /** PostgreSQL has no NUL, and UTF-8 no half of a surrogate pair. */
  private static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
