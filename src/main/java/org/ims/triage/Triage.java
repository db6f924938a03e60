package org.ims.triage;

import java.time.Clock;
import org.ims.catalogue.Services;
import org.ims.incident.Incident;
import org.ims.incident.IncidentLinks;
import org.ims.incident.IncidentNumber;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.servicelevel.ServiceLevels;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Decides with the service desk what a report is. */
@Service
@Transactional
class Triage {

  private final Incidents incidents;
  private final IncidentLinks links;
  private final Questions questions;
  private final Services services;
  private final ServiceLevels serviceLevels;
  private final Clock clock;

  Triage(
      Incidents incidents,
      IncidentLinks links,
      Questions questions,
      Services services,
      ServiceLevels serviceLevels,
      Clock clock) {
    this.incidents = incidents;
    this.links = links;
    this.questions = questions;
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
      case DUPLICATE -> {
        requireOriginal(number, decision.duplicateOf());
        incident.decideDuplicate(decision.duplicateOf());
      }
      case NEED_INFO ->
          questions.save(new Question(number, decision.reason(), actor, clock.instant()));
      case REQUEST, FALSE_ALARM -> {
        // The reason is enough; the process rejects the incident next.
      }
    }
    incident.acknowledge(clock.instant());
    serviceLevels.stop(number);
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
    links.lockTogether(number, original);
    String carriesOn = incidents.get(original).duplicateOf();
    if (number.equals(carriesOn)) {
      throw new InvalidInputException(
          "duplicateOf",
          "other-incident",
          "Duplicate of: %s is a duplicate of this incident, so this one carries on."
              .formatted(original));
    }
    if (carriesOn != null) {
      throw new InvalidInputException(
          "duplicateOf",
          "other-incident",
          "Duplicate of: %s is itself a duplicate of %s; choose that one."
              .formatted(original, carriesOn));
    }
    if (number.equals(incidents.get(original).parent())) {
      throw new InvalidInputException(
          "duplicateOf",
          "other-incident",
          "Duplicate of: %s is a child of %s; merge the child into its parent instead."
              .formatted(original, number));
    }
    if (incidents.get(number).isDrill() != incidents.get(original).isDrill()) {
      throw new InvalidInputException(
          "duplicateOf",
          "same-reality",
          "Duplicate of: a drill and a real incident are never the same event.");
    }
  }

  Incident reject(String number, String reason) {
    links.reject(number, reason, clock.instant());
    return incidents.get(number);
  }

  Incident markDuplicate(String number, String original, String reason) {
    links.markDuplicate(number, original, reason, clock.instant());
    return incidents.get(number);
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
        .orElseThrow(
            () ->
                new OptimisticLockingFailureException(
                    "The question was answered, or given up, meanwhile."));
  }

  void answer(String number, String answer, String actor) {
    openQuestion(number).answer(answer, actor, clock.instant());
    incidents.get(number).resumeTriage();
  }

  void giveUpWaiting(String number) {
    openQuestion(number).expire(clock.instant());
    incidents.get(number).resumeTriage();
  }
}
