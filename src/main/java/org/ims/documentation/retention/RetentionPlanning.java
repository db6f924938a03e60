package org.ims.documentation.retention;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Decisions;
import org.ims.engine.EngineHistory;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.LegalHolds;
import org.ims.incident.PersonalData;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sets how long the record of an incident is kept, as RetentionDecision says. */
@Service
class RetentionPlanning {

  private final Retentions retentions;
  private final Incidents incidents;
  private final LegalHolds holds;
  private final EngineHistory history;
  private final Decisions decisions;
  private final ServiceCalendars calendars;
  private final RetentionSettings settings;

  RetentionPlanning(
      Retentions retentions,
      Incidents incidents,
      LegalHolds holds,
      EngineHistory history,
      Decisions decisions,
      ServiceCalendars calendars,
      RetentionSettings settings) {
    this.retentions = retentions;
    this.incidents = incidents;
    this.holds = holds;
    this.history = history;
    this.decisions = decisions;
    this.calendars = calendars;
    this.settings = settings;
  }

  /**
   * Sets the dates of the next incidents that have none.
   *
   * @param after only those of greater numbers
   * @return the number of the last of them; null when there are no more after it
   */
  @Transactional
  public String planNext(String after) {
    List<String> next = retentions.unplanned(after, settings.planBatch());
    next.forEach(this::plan);
    return next.size() < settings.planBatch() ? null : next.get(next.size() - 1);
  }

  /** Sets the dates of an incident that has ended by what the table says now. */
  @Transactional
  public Retention plan(String number) {
    Incident incident = incidents.get(number);
    if (!incident.state().isFinal()) {
      throw new IllegalStateException(number + " has not ended.");
    }
    Map<String, Object> rule = rule(incident);
    Instant ended = endOf(incident);
    retentions.plan(
        new Retention(
            number,
            ended,
            after(ended, rule.get("keepRecord")),
            after(ended, rule.get("reviewPersonalData")),
            (String) rule.get("because"),
            false,
            null,
            null,
            null));
    if (holds.isHeld(number)) {
      // Its end gave the history a time to live.
      history.keepForEver(number);
    }
    return retentions.find(number).orElseThrow();
  }

  private static Instant endOf(Incident incident) {
    if (incident.closedAt() != null) {
      return incident.closedAt();
    }
    // An imported one.
    return incident.resolvedAt() == null ? incident.recordedAt() : incident.resolvedAt();
  }

  private Instant after(Instant ended, Object duration) {
    return duration == null || duration.toString().isBlank()
        ? null
        : calendars.due(ended, duration.toString(), settings.calendar());
  }

  private Map<String, Object> rule(Incident incident) {
    List<Map<String, Object>> rows = decisions.rows(RetentionDecision.KEY, facts(incident));
    if (rows.isEmpty()) {
      throw new IllegalStateException(
          RetentionDecision.KEY + " has no rule for " + incident.number() + ".");
    }
    return rows.get(0);
  }

  private Map<String, Object> facts(Incident incident) {
    Classification classification = incident.classification();
    PersonalData personal = incident.report().personalDataInvolved();
    Map<String, Object> facts = new HashMap<>();
    facts.put(RetentionDecision.LEGAL_HOLD, holds.isHeld(incident.number()));
    facts.put(RetentionDecision.DRILL, incident.isDrill());
    // Presumed, as the review presumes it, as long as nobody has established the contrary.
    facts.put(
        RetentionDecision.REPORTABLE,
        personal == PersonalData.YES
            || (classification != null
                && classification.category() == Classification.Category.PRIVACY));
    facts.put(RetentionDecision.SECURITY, incident.concernsSecurity());
    facts.put(RetentionDecision.MAJOR, incident.major().name().toLowerCase(Locale.ROOT));
    facts.put(RetentionDecision.PERSONAL_DATA, personal.name().toLowerCase(Locale.ROOT));
    return facts;
  }
}
