package org.ims.response;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Alerts;
import org.ims.engine.Occurrences;
import org.ims.engine.People;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Follows temporary measures until they are gone or a risk owner lets them stay. */
@Service
@Transactional
class Countermeasures {

  /** Who may decide to live with a risk. */
  private static final String RISK_OWNERS = "risk-owner";

  private final CountermeasureList measures;
  private final Incidents incidents;
  private final People people;
  private final Occurrences occurrences;
  private final Alerts alerts;
  private final ServiceCalendars calendars;
  private final CountermeasureSettings settings;
  private final Clock clock;

  Countermeasures(
      CountermeasureList measures,
      Incidents incidents,
      People people,
      Occurrences occurrences,
      Alerts alerts,
      ServiceCalendars calendars,
      CountermeasureSettings settings,
      Clock clock) {
    this.measures = measures;
    this.incidents = incidents;
    this.people = people;
    this.occurrences = occurrences;
    this.alerts = alerts;
    this.calendars = calendars;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * @param owner who takes it back; null for whoever took it
   * @throws InvalidInputException when nobody has this login
   */
  Countermeasure take(Containment containment, String owner) {
    incidents.lock(containment.incidentNumber());
    String answers = owner == null ? containment.recordedBy() : owner;
    requirePerson("measureOwner", "Measure owner", answers);
    return measures.save(
        new Countermeasure(
            containment.incidentNumber(),
            containment.action(),
            containment.target(),
            containment.undoPlan(),
            answers,
            containment.expiresAt(),
            containment.recordedBy(),
            clock.instant()));
  }

  Countermeasure get(long id) {
    return measures.findById(id).orElseThrow();
  }

  /** Which team may take the removal over from its owner. */
  String teamOf(Countermeasure measure) {
    return incidents.get(measure.incidentNumber()).team();
  }

  /**
   * When the removal becomes a task: the last minute that leaves the whole lead before the expiry,
   * and never in the past.
   */
  Instant removalDue(Countermeasure measure) {
    Instant now = clock.instant();
    long earliest = 0;
    long latest = Math.max(0, (measure.expiresAt().getEpochSecond() - now.getEpochSecond()) / 60);
    // Calendars count forwards only; a later start is never due earlier, so halving finds it.
    while (earliest < latest) {
      long middle = (earliest + latest + 1) / 2;
      Instant due =
          calendars.due(now.plusSeconds(middle * 60), settings.removalLead(), settings.calendar());
      if (due.isAfter(measure.expiresAt())) {
        latest = middle - 1;
      } else {
        earliest = middle;
      }
    }
    return now.plusSeconds(earliest * 60);
  }

  /**
   * Somebody wants what is still in place gone before its time: each removal becomes a task now.
   *
   * @return how many removals became tasks
   * @throws InvalidInputException when there is nothing to remove, or all of it is a task already
   */
  int requestRemoval(String number) {
    if (measures.countByIncidentNumberAndState(number, Countermeasure.State.LIVE) == 0) {
      throw new InvalidInputException(
          "incidentNumber", "live-countermeasure", "No temporary measure of it is in place.");
    }
    int waiting =
        occurrences.happened(number, TemporaryCountermeasureProcess.MSG_REMOVAL_REQUESTED);
    if (waiting == 0) {
      throw new InvalidInputException(
          "incidentNumber", "removal-open", "The removal of its measures is a task already.");
    }
    return waiting;
  }

  void removed(long id, Instant removedAt, String result, String by) {
    get(id).remove(removedAt, result, by, clock.instant());
  }

  /**
   * @param until null for good
   * @param riskOwner who is asked to accept the risk
   * @throws InvalidInputException when that person is no risk owner, or is the one who asks
   */
  Countermeasure askToKeep(long id, String reason, Instant until, String riskOwner, String by) {
    requireRiskOwner(
        "riskOwner", "Risk owner must be a member of the group risk-owner.", riskOwner);
    if (riskOwner.equals(by)) {
      throw new InvalidInputException(
          "riskOwner",
          "second-person",
          "Risk owner must be somebody else than the person who asks.");
    }
    Countermeasure measure = get(id);
    measure.askToKeep(reason, until, by);
    return measure;
  }

  /**
   * @throws InvalidInputException when the actor is no risk owner, or asked for it
   */
  Countermeasure decideRisk(long id, boolean accepted, String reason, String by) {
    requireRiskOwner("decision", "Only a risk owner may decide about the risk.", by);
    Countermeasure measure = get(id);
    if (by.equals(measure.keepAskedBy())) {
      throw new InvalidInputException(
          "decision", "second-person", "Whoever asks to keep a measure does not accept its risk.");
    }
    if (accepted) {
      measure.acceptRisk(reason, by, clock.instant());
    } else {
      measure.refuseRisk(reason, by);
    }
    return measure;
  }

  /** The date has passed and it is still in place; its owner and the risk owners hear of it. */
  void tellExpired(long id) {
    Countermeasure measure = get(id);
    measure.expiryTold();
    alerts.tell(
        measure.incidentNumber(),
        "measure-expired",
        measures.findByIncidentNumberOrderById(measure.incidentNumber()).stream()
            .mapToInt(Countermeasure::expiriesTold)
            .sum(),
        "%s (%s)%n%n%s".formatted(measure.what(), measure.target(), measure.undoPlan()),
        List.of(RISK_OWNERS),
        List.of(measure.owner()));
  }

  private void requirePerson(String field, String label, String login) {
    if (people.find(login).isEmpty()) {
      throw new InvalidInputException(
          field, "known-person", label + " must be a person with an account.");
    }
  }

  private void requireRiskOwner(String field, String sentence, String login) {
    if (!people.isMember(login, RISK_OWNERS)) {
      throw new InvalidInputException(field, "risk-owner", sentence);
    }
  }
}
