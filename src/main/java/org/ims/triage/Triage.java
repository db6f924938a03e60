package org.ims.triage;

import java.time.Clock;
import org.ims.catalogue.Services;
import org.ims.incident.Assessment;
import org.ims.incident.Incident;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Priority;
import org.ims.servicelevel.ServiceLevels;
import org.ims.servicelevel.Targets;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides with the service desk what a report is, and with the tables what follows from it. */
@Service
@Transactional
class Triage {

  private final Incidents incidents;
  private final Questions questions;
  private final ImpactAssessments assessments;
  private final Services services;
  private final ServiceLevels serviceLevels;
  private final Clock clock;

  Triage(
      Incidents incidents,
      Questions questions,
      ImpactAssessments assessments,
      Services services,
      ServiceLevels serviceLevels,
      Clock clock) {
    this.incidents = incidents;
    this.questions = questions;
    this.assessments = assessments;
    this.services = services;
    this.serviceLevels = serviceLevels;
    this.clock = clock;
  }

  /** Keeps the service desk's decision; what follows from it is the process's next step. */
  Incident record(String number, TriageDecision decision, String actor) {
    Incident incident = incidents.get(number);
    switch (decision.kind()) {
      case INCIDENT -> {
        requireKnownService(decision.classification().service());
        incident.classify(decision.classification());
      }
      case DUPLICATE -> requireOriginal(number, decision.duplicateOf());
      case NEED_INFO ->
          questions.save(new Question(number, decision.reason(), actor, clock.instant()));
      case REQUEST, FALSE_ALARM -> {
        // The reason is enough; the process rejects the incident next.
      }
    }
    incident.acknowledge(clock.instant());
    return incident;
  }

  private void requireKnownService(String service) {
    if (services.findActive(service).isEmpty()) {
      throw new InvalidInputException(
          "service", "known-service", "Service must be one of the catalogue.");
    }
  }

  private void requireOriginal(String number, String original) {
    if (number.equals(original)
        || !IncidentNumber.isValid(original)
        || !incidents.existsById(original)) {
      throw new InvalidInputException(
          "duplicateOf",
          "known-incident",
          "Duplicate of must be the number of another incident, such as INC-2026-000042.");
    }
  }

  Incident reject(String number, String reason) {
    Incident incident = incidents.get(number);
    incident.reject(reason, clock.instant());
    return incident;
  }

  Incident markDuplicate(String number, String original, String reason) {
    Incident incident = incidents.get(number);
    incident.markDuplicate(original, reason, clock.instant());
    return incident;
  }

  /**
   * The incident waits for its reporter.
   *
   * @return how many questions have been asked so far
   */
  int ask(String number) {
    incidents.get(number).askReporter();
    return questions.findByIncidentNumberOrderById(number).size();
  }

  /** The open question. */
  Question openQuestion(String number) {
    return questions.findByIncidentNumberOrderById(number).stream()
        .filter(Question::isOpen)
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  void answer(String number, String answer, String actor) {
    openQuestion(number).answer(answer, actor, clock.instant());
    incidents.get(number).resumeTriage();
  }

  void giveUpWaiting(String number) {
    openQuestion(number).expire(clock.instant());
    incidents.get(number).resumeTriage();
  }

  void recordAssessment(ImpactAssessment assessment) {
    assessments.save(assessment);
  }

  /** Keeps what the tables said; a person's override counts from here on. */
  ImpactAssessment applyOverride(String number, int tableImpact, int tableUrgency) {
    ImpactAssessment assessment = latestAssessment(number);
    assessment.tablesSaid(tableImpact, tableUrgency);
    return assessment;
  }

  ImpactAssessment latestAssessment(String number) {
    return assessments.findFirstByIncidentNumberOrderByIdDesc(number).orElseThrow();
  }

  /** The incident is assessed; its promises count from its recording. */
  Incident assess(String number, PriorityResult result) {
    Incident incident = incidents.get(number);
    ImpactAssessment assessment = latestAssessment(number);
    incident.assess(
        new Assessment(
            assessment.impact(),
            result.impactBecause(),
            assessment.urgency(),
            result.urgencyBecause(),
            Priority.valueOf(result.priority()),
            assessment.isOverridden(),
            clock.instant()),
        serviceLevels.promise(number, result.targets()),
        result.team(),
        result.teamBecause());
    return incident;
  }

  /**
   * What the tables gave.
   *
   * @param acknowledgeWithin an ISO-8601 duration in the calendar, as the next two
   * @param verifyWithin an ISO-8601 duration in business hours, as the next two
   */
  record PriorityResult(
      String priority,
      String impactBecause,
      String urgencyBecause,
      String team,
      String teamBecause,
      String acknowledgeWithin,
      String assessWithin,
      String resolveWithin,
      String calendar,
      String verifyWithin,
      String confirmWithin,
      String closeWithin) {

    Targets targets() {
      return new Targets(
          Priority.valueOf(priority),
          acknowledgeWithin,
          assessWithin,
          resolveWithin,
          calendar,
          verifyWithin,
          confirmWithin,
          closeWithin,
          null);
    }
  }
}
