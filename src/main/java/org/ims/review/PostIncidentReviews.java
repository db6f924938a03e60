package org.ims.review;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.People;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.PersonalData;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks back on incidents and keeps what was learnt and agreed. */
@Service
@Transactional
class PostIncidentReviews {

  /**
   * The facts that ReviewDecision asks for.
   *
   * @param reportable whether a regulator may have to be told; presumed while personal data is
   *     involved
   * @param recurrence whether the service keeps failing for the same reason
   */
  record Facts(
      String major,
      boolean security,
      boolean reportable,
      boolean serviceLevelBreached,
      boolean reopened,
      boolean recurrence) {}

  private final Incidents incidents;
  private final Reviews reviews;
  private final Actions actions;
  private final ServiceLevelWatcher watcher;
  private final ServiceCalendars calendars;
  private final People people;
  private final MeetingDates meeting;
  private final RecurrenceSettings recurrence;
  private final Clock clock;

  PostIncidentReviews(
      Incidents incidents,
      Reviews reviews,
      Actions actions,
      ServiceLevelWatcher watcher,
      ServiceCalendars calendars,
      People people,
      MeetingDates meeting,
      RecurrenceSettings recurrence,
      Clock clock) {
    this.incidents = incidents;
    this.reviews = reviews;
    this.actions = actions;
    this.watcher = watcher;
    this.calendars = calendars;
    this.people = people;
    this.meeting = meeting;
    this.recurrence = recurrence;
    this.clock = clock;
  }

  Facts factsOf(String number) {
    Incident incident = incidents.get(number);
    Instant since =
        incident.recordedAt().atZone(ZoneOffset.UTC).minus(recurrence.within()).toInstant();
    return new Facts(
        SubmittedForm.key(incident.major()),
        incident.concernsSecurity(),
        incident.report().personalDataInvolved() == PersonalData.YES,
        isServiceLevelBreached(incident),
        incident.reopenCount() > 0,
        incidents.mostFrequentRootCause(incident.service(), since, incident.number())
            >= recurrence.count());
  }

  /** Also by what was promised before the priority was lowered, or before it was reopened. */
  private boolean isServiceLevelBreached(Incident incident) {
    return incident.serviceLevelBreached(clock.instant())
        || watcher.breaches(incident.number()).stream()
            .anyMatch(breach -> breach.target() == Target.RESOLVE);
  }

  /** The incident is under review. */
  void open(String number, String depth, String because) {
    incidents.get(number).startReview();
    int round = 1 + reviews.countByIncidentNumber(number);
    reviews.save(new Review(number, round, depth, because, clock.instant()));
  }

  /** When something is due that may take this long from now. */
  Instant due(String within, String calendar) {
    return calendars.due(clock.instant(), within, calendar);
  }

  void write(String number, Review.ReviewText text, String actor) {
    current(number).write(text, actor, clock.instant());
    incidents.get(number).foundRootCause(SubmittedForm.key(text.rootCauseCode()));
  }

  /** Keeps what a meeting agreed on; its actions replace those of an earlier meeting. */
  void meet(
      String number, List<String> attendees, List<Action> agreed, boolean processChangeNeeded) {
    for (int i = 0; i < agreed.size(); i++) {
      if (people.find(agreed.get(i).owner()).isEmpty()) {
        throw new InvalidInputException(
            "actions[%d].owner".formatted(i + 1),
            "known-person",
            "The owner of action %d must be a person with an account.".formatted(i + 1));
      }
    }
    Review review = current(number);
    meeting.held(number);
    review.meet(String.join(",", attendees), processChangeNeeded, clock.instant());
    actions.deleteByIncidentNumberAndRound(number, review.round());
    agreed.forEach(action -> action.ofRound(review.round()));
    actions.saveAll(agreed);
  }

  /**
   * Somebody decided on the review. An approval with actions starts the improvement.
   *
   * @return how many corrective actions are to be carried out
   * @throws InvalidInputException when the author, the responder or anybody who commanded approves
   */
  int decide(String number, boolean approved, String comment, String actor) {
    Incident incident = incidents.get(number);
    Review review = current(number);
    boolean concerned =
        actor.equals(review.writtenBy())
            || actor.equals(incident.responder())
            || incident.wasCommandedBy(actor);
    if (approved && concerned) {
      throw new InvalidInputException(
          "decision",
          "second-person",
          "A review is approved by somebody who neither wrote it nor led or commanded the"
              + " response at any time.");
    }
    review.decide(approved, comment, actor, clock.instant());
    int count = actions.countByIncidentNumberAndRound(number, review.round());
    if (approved && count > 0) {
      incident.startImprovement();
    }
    return count;
  }

  private Review current(String number) {
    return reviews.findFirstByIncidentNumberOrderByRoundDesc(number).orElseThrow();
  }
}
