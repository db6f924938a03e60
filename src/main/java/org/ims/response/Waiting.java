package org.ims.response;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.Audiences;
import org.ims.incident.HoldReason;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.servicelevel.ServiceLevels;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts incidents on hold while their work waits for somebody else, and resumes them. */
@Service
@Transactional
class Waiting {

  /**
   * What the table makes of a reason.
   *
   * @param pauses whether the clock of the promises stands still
   * @param within ISO-8601 duration after which the hold ends by itself; null for never
   */
  record Effect(boolean pauses, String within, String calendar) {}

  private final Incidents incidents;
  private final Holds holds;
  private final ServiceLevels serviceLevels;
  private final ServiceCalendars calendars;
  private final Audiences audiences;
  private final Clock clock;

  Waiting(
      Incidents incidents,
      Holds holds,
      ServiceLevels serviceLevels,
      ServiceCalendars calendars,
      Audiences audiences,
      Clock clock) {
    this.incidents = incidents;
    this.holds = holds;
    this.serviceLevels = serviceLevels;
    this.calendars = calendars;
    this.audiences = audiences;
    this.clock = clock;
  }

  /**
   * The work waits from now on.
   *
   * @return when the hold ends by itself; null for never
   */
  Instant hold(String number, HoldReason reason, String note, Effect effect, String actor) {
    Instant now = clock.instant();
    incidents.get(number).hold(reason);
    Instant until =
        effect.within() == null ? null : calendars.due(now, effect.within(), effect.calendar());
    // An earlier hold may have ended in this transaction, and only one may be open.
    holds.flush();
    holds.save(new Hold(number, reason, note, actor, now, until));
    if (effect.pauses()) {
      serviceLevels.pause(number, reason);
    }
    return until;
  }

  /** Somebody says that the wait is over; the work goes on in the next step. */
  void release(String number, String note, String actor) {
    openHold(number).release(note, actor);
  }

  /** Those who have a task of the incident, else its team, hear that it goes on without a word. */
  void tellThatItIsOver(String number) {
    audiences.tell(
        incidents.get(number),
        "holder",
        "hold-over",
        holds.findByIncidentNumberOrderById(number).size(),
        openHold(number).note());
  }

  /** The work goes on where it stopped. */
  void resume(String number) {
    incidents.get(number).resume();
    openHold(number).end(clock.instant());
    serviceLevels.resume(number);
  }

  /** It was reopened. If it had been on hold when it was closed with its parent, that is over. */
  void reopened(String number) {
    findOpenHold(number).ifPresent(hold -> hold.end(clock.instant()));
    serviceLevels.resume(number);
  }

  boolean isOnHold(String number) {
    return incidents.get(number).state() == IncidentState.ON_HOLD;
  }

  private Hold openHold(String number) {
    return findOpenHold(number).orElseThrow();
  }

  private Optional<Hold> findOpenHold(String number) {
    return holds.findByIncidentNumberOrderById(number).stream().filter(Hold::isOpen).findFirst();
  }
}
