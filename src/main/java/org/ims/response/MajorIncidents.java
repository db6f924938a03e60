package org.ims.response;

import java.time.Clock;
import java.util.List;
import org.ims.engine.Actor;
import org.ims.engine.Alerts;
import org.ims.engine.TaskPriorities;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whether an incident is a major one: proposed by a table, decided by a person or by the time. */
@Service
@Transactional
class MajorIncidents {

  /** What a table says. */
  enum Proposal {
    PROPOSE,
    PROMOTE
  }

  /** What follows from it. */
  enum Step {
    DECIDE,
    PROMOTED,
    NOTHING
  }

  /** What a person says. */
  enum Decision {
    PROMOTE,
    KEEP,
    REJECT
  }

  private static final String TOO_LATE =
      "Nobody decided in time, so it is treated as the higher one; it can be demoted later.";

  private final Incidents incidents;
  private final MajorDecisions decisions;
  private final TaskPriorities priorities;
  private final Alerts alerts;
  private final MajorIncidentSettings settings;
  private final Clock clock;

  MajorIncidents(
      Incidents incidents,
      MajorDecisions decisions,
      TaskPriorities priorities,
      Alerts alerts,
      MajorIncidentSettings settings,
      Clock clock) {
    this.incidents = incidents;
    this.decisions = decisions;
    this.priorities = priorities;
    this.alerts = alerts;
    this.settings = settings;
    this.clock = clock;
  }

  /** A table proposes a major incident or demands one. */
  Step propose(String number, Proposal proposal, String because, String actor) {
    Incident incident = incidents.get(number);
    if (incident.majorCommanded()) {
      return Step.NOTHING;
    }
    // Who demoted it knew more than the table, so a table alone does not promote it again.
    if (proposal == Proposal.PROMOTE && incident.major() != MajorIncident.DEMOTED) {
      promote(incident, because, actor);
      return Step.PROMOTED;
    }
    if (incident.majorUndecided()) {
      return Step.NOTHING;
    }
    incident.proposeMajor();
    record(incident, MajorDecision.Verdict.PROPOSED, because, actor);
    return Step.DECIDE;
  }

  /**
   * @throws InvalidInputException while it is one, or while somebody is to decide
   */
  void mayBeProposed(String number) {
    Incident incident = incidents.get(number);
    if (incident.majorCommanded() || incident.majorUndecided()) {
      throw new InvalidInputException(
          "change",
          "major",
          incident.majorCommanded()
              ? "%s is a major incident already.".formatted(number)
              : "%s is proposed as a major incident already.".formatted(number));
    }
  }

  /**
   * @return whether it is a major incident now
   */
  boolean decide(String number, Decision decision, String reason, String actor) {
    Incident incident = incidents.get(number);
    switch (decision) {
      case PROMOTE -> promote(incident, reason, actor);
      case KEEP -> {
        incident.keepMajor(actor, reason, clock.instant());
        record(incident, MajorDecision.Verdict.KEPT, reason, actor);
      }
      case REJECT -> {
        incident.rejectMajor(actor, reason, clock.instant());
        record(incident, MajorDecision.Verdict.REJECTED, reason, actor);
      }
    }
    return incident.majorCommanded();
  }

  /** The decision is late: others have to know. */
  void alertSecondLevel(String number) {
    alerts.tell(number, "major-undecided", round(number), null, settings.secondLevel(), List.of());
  }

  /** It has no response team yet: others have to know. */
  void alertWithoutTeam(String number) {
    alerts.tell(
        number, "major-without-team", round(number), null, settings.withoutTeam(), List.of());
  }

  /** The time for a decision is over. */
  void promoteUndecided(String number) {
    promote(incidents.get(number), TOO_LATE, Actor.SYSTEM);
  }

  Priority priority(String number) {
    return incidents.get(number).priority();
  }

  private void promote(Incident incident, String reason, String actor) {
    incident.promoteMajor(actor, reason, clock.instant());
    record(incident, MajorDecision.Verdict.PROMOTED, reason, actor);
    priorities.follow(incident);
  }

  private void record(
      Incident incident, MajorDecision.Verdict verdict, String reason, String actor) {
    decisions.save(new MajorDecision(incident.number(), verdict, reason, actor, clock.instant()));
  }

  /** Counts the decisions, so that each has notices of its own. */
  private int round(String number) {
    return decisions.countByIncidentNumber(number);
  }
}
