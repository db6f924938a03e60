package org.ims.servicelevel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ims.engine.Audiences;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Priority;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looks at one promise of an incident, and tells people how its time runs. */
@Service
@Transactional
public class ServiceLevelWatcher {

  /** What the clock of a promise does. */
  public enum ClockState {
    RUNNING,
    /** It may run again: it is paused, the step is done, or everybody has been told. */
    STANDING_STILL,
    /** It never will. */
    OVER
  }

  /**
   * How a promise stands.
   *
   * @param priority null before assessment
   * @param percentReached the last share that is not to be told any more
   */
  public record Reading(Priority priority, int percentReached) {}

  /**
   * What happens next.
   *
   * @param due null unless the clock runs
   */
  public record Plan(ClockState clock, Instant due) {}

  /** However late somebody looks, a broken promise is still to be told. */
  private static final int JUST_BEFORE_THE_BREACH = 99;

  private final Incidents incidents;
  private final ServiceLevels serviceLevels;
  private final Reminders reminders;
  private final Breaches breaches;
  private final Audiences audiences;
  private final Clock clock;

  ServiceLevelWatcher(
      Incidents incidents,
      ServiceLevels serviceLevels,
      Reminders reminders,
      Breaches breaches,
      Audiences audiences,
      Clock clock) {
    this.incidents = incidents;
    this.serviceLevels = serviceLevels;
    this.reminders = reminders;
    this.breaches = breaches;
    this.audiences = audiences;
    this.clock = clock;
  }

  public Reading read(String number, Target target) {
    TargetChange change = serviceLevels.current(number);
    int passed =
        serviceLevels
            .clockOf(number, change)
            .percentReached(target.within(change), clock.instant());
    int told =
        reminders.findByTargetChangeIdAndTarget(change.id(), target).stream()
            .mapToInt(Reminder::percent)
            .max()
            .orElse(0);
    return new Reading(change.priority(), Math.max(told, Math.min(passed, JUST_BEFORE_THE_BREACH)));
  }

  /**
   * @param percent the share of the promised time at which people are told next; null when nobody
   *     is left to tell
   */
  public Plan plan(String number, Target target, Integer percent) {
    Incident incident = incidents.get(number);
    if (incident.closedAt() != null || percent == null && target == Target.ACKNOWLEDGE) {
      return new Plan(ClockState.OVER, null);
    }
    if (percent == null || target.isMet(incident)) {
      return new Plan(ClockState.STANDING_STILL, null);
    }
    TargetChange change = serviceLevels.current(number);
    Optional<Instant> due =
        serviceLevels.clockOf(number, change).due(target.within(change), percent);
    return due.map(at -> new Plan(ClockState.RUNNING, at))
        .orElseGet(() -> new Plan(ClockState.STANDING_STILL, null));
  }

  /**
   * Tells people that this share of the promised time has passed, and keeps it.
   *
   * @param breach whether that breaks the promise
   */
  public void remind(String number, Target target, int percent, boolean breach, String audience) {
    Incident incident = incidents.get(number);
    TargetChange change = serviceLevels.current(number);
    Instant due = target.due(incident);
    List<String> told =
        audiences.tell(
            incident,
            audience,
            breach ? "breach" : "reminder",
            1 + reminders.countByIncidentNumber(number),
            // What the template makes a sentence of, in the language of whoever reads it.
            "%d|%s|%s".formatted(percent, target.key(), due));
    reminders.save(new Reminder(number, change, target, percent, clock.instant(), told));
    if (breach) {
      breaches.save(new Breach(number, target, change.priority(), due, clock.instant(), told));
    }
  }

  /** The promises about an incident that were not kept, in the order of their becoming known. */
  @Transactional(readOnly = true)
  public List<Breach> breaches(String number) {
    return breaches.findByIncidentNumberOrderById(number);
  }
}
