package org.ims.review;

import java.time.Clock;
import java.time.Instant;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.People;
import org.ims.incident.InvalidInputException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Follows corrective actions until they are done or their risk is accepted. */
@Service
@Transactional
class CorrectiveActions {

  /** Who may decide to live with a risk. */
  private static final String RISK_OWNERS = "risk-owner";

  /** The table counts calendar days. */
  private static final String CALENDAR = "24x7";

  private final Actions actions;
  private final ServiceCalendars calendars;
  private final People people;
  private final Clock clock;

  CorrectiveActions(Actions actions, ServiceCalendars calendars, People people, Clock clock) {
    this.actions = actions;
    this.calendars = calendars;
    this.people = people;
    this.clock = clock;
  }

  Action get(String number, int position) {
    return actions
        .findFirstByIncidentNumberAndPositionOrderByRoundDesc(number, position)
        .orElseThrow();
  }

  /** The date that the meeting agreed on counts; where it named none, the table's does. */
  Action setDue(String number, int position, String dueWithin) {
    Action action = get(number, position);
    if (action.due() == null) {
      action.setDue(calendars.due(clock.instant(), dueWithin, CALENDAR));
    }
    return action;
  }

  /**
   * @throws InvalidInputException when the owner checks their own work
   */
  void done(
      String number,
      int position,
      String progress,
      Instant doneAt,
      String verifiedBy,
      String actor) {
    Action action = get(number, position);
    if (verifiedBy.equals(action.owner()) || verifiedBy.equals(actor)) {
      throw new InvalidInputException(
          "verifiedBy",
          "second-person",
          "Verified by must be somebody else than the person who carried the action out.");
    }
    requirePerson("verifiedBy", "Verified by", verifiedBy);
    action.done(progress, doneAt, verifiedBy, clock.instant());
  }

  /**
   * @return the action with its new due instant
   */
  Action extend(
      String number,
      int position,
      String progress,
      Instant due,
      String reason,
      String approver,
      String actor) {
    if (approver.equals(actor)) {
      throw new InvalidInputException(
          "extensionApprover",
          "second-person",
          "Extension approver must be somebody else than the person who asks.");
    }
    requirePerson("extensionApprover", "Extension approver", approver);
    Action action = get(number, position);
    action.extend(progress, due, reason, approver);
    return action;
  }

  /**
   * @throws InvalidInputException when the actor is not a risk owner
   */
  void acceptRisk(String number, int position, String progress, String reason, String actor) {
    if (!people.isMember(actor, RISK_OWNERS)) {
      throw new InvalidInputException(
          "outcome", "risk-owner", "Only a risk owner may accept the risk of leaving it undone.");
    }
    get(number, position).acceptRisk(progress, reason, actor, clock.instant());
  }

  private void requirePerson(String field, String label, String login) {
    if (people.find(login).isEmpty()) {
      throw new InvalidInputException(
          field, "known-person", label + " must be a person with an account.");
    }
  }
}
