package org.ims.servicelevel;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.DueDates;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.ServiceLevel;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * By when the steps of incidents are promised. Each change is kept; what follows from it is set at
 * once wherever it is known: on the incident, in its processes and on their open tasks.
 */
@Service
@Transactional
public class ServiceLevels {

  /** A promise has moved, or its clock was stopped or started; whoever watches it looks again. */
  public static final String MSG_SERVICE_LEVEL_MOVED = "Msg_ServiceLevelMoved";

  private final Incidents incidents;
  private final TargetChanges changes;
  private final ServiceLevelPauses pauses;
  private final ServiceCalendars calendars;
  private final DueDates dueDates;
  private final Occurrences occurrences;
  private final Clock clock;

  ServiceLevels(
      Incidents incidents,
      TargetChanges changes,
      ServiceLevelPauses pauses,
      ServiceCalendars calendars,
      DueDates dueDates,
      Occurrences occurrences,
      Clock clock) {
    this.incidents = incidents;
    this.changes = changes;
    this.pauses = pauses;
    this.calendars = calendars;
    this.dueDates = dueDates;
    this.occurrences = occurrences;
    this.clock = clock;
  }

  /**
   * These targets hold from now on. They count from where the first ones counted, less the pauses.
   *
   * @return the instants, null where the clock stands still before them
   * @throws InvalidInputException when a lower priority comes without a reason
   */
  public ServiceLevel promise(String number, Targets targets) {
    Optional<TargetChange> before = changes.findFirstByIncidentNumberOrderByIdDesc(number);
    if (before.isPresent() && isLowered(before.get(), targets) && isBlank(targets.reason())) {
      throw new InvalidInputException(
          "reason", "required", "Reason: say why the priority is lowered.");
    }
    Instant start =
        before.map(TargetChange::countsFrom).orElseGet(() -> incidents.get(number).recordedAt());
    return change(number, targets, start);
  }

  /** The instants that these targets would promise, without promising them. */
  @Transactional(readOnly = true)
  public ServiceLevel preview(String number, Targets targets) {
    Instant start =
        changes
            .findFirstByIncidentNumberOrderByIdDesc(number)
            .map(TargetChange::countsFrom)
            .orElseGet(() -> incidents.get(number).recordedAt());
    TargetChange change = new TargetChange(number, targets, start, clock.instant());
    return change.promised(clockOf(number, change));
  }

  /** The incident came back after its end: what its priority promises counts anew from now. */
  public ServiceLevel restart(String number) {
    return change(number, current(number).targets("It was reopened."), clock.instant());
  }

  /** The clock stands still from now on. */
  public void pause(String number, HoldReason reason) {
    // An earlier pause may have ended in this transaction, and only one may be open.
    pauses.flush();
    pauses.save(new ServiceLevelPause(number, reason, clock.instant()));
    apply(number, current(number));
  }

  /** The clock runs again, if it stood still. */
  public void resume(String number) {
    pauses.findByIncidentNumberOrderById(number).stream()
        .filter(ServiceLevelPause::isOpen)
        .forEach(pause -> pause.end(clock.instant()));
    apply(number, current(number));
  }

  /** A step is done, so that its promise needs no watching: it is acknowledged or resolved. */
  public void stop(String number) {
    occurrences.happened(number, MSG_SERVICE_LEVEL_MOVED);
  }

  /**
   * What was done does not hold. The time since counts as if nothing had been done: only a pause
   * stops the clock.
   */
  public void start(String number) {
    occurrences.happened(number, MSG_SERVICE_LEVEL_MOVED);
  }

  private ServiceLevel change(String number, Targets targets, Instant start) {
    TargetChange change = changes.save(new TargetChange(number, targets, start, clock.instant()));
    return apply(number, change);
  }

  private ServiceLevel apply(String number, TargetChange change) {
    Incident incident = incidents.get(number);
    ServiceLevel before = incident.serviceLevel();
    ServiceLevel promised = change.promised(clockOf(number, change));
    change.cameTo(promised);
    incident.promise(promised);
    if (before != null) {
      move(number, before, promised);
    }
    return promised;
  }

  private void move(String number, ServiceLevel before, ServiceLevel after) {
    move(
        number,
        IncidentLifecycleProcess.ACKNOWLEDGE_DUE,
        before.acknowledgeDue(),
        after.acknowledgeDue());
    move(number, IncidentLifecycleProcess.ASSESS_DUE, before.assessDue(), after.assessDue());
    move(number, IncidentLifecycleProcess.RESOLVE_DUE, before.resolveDue(), after.resolveDue());
    occurrences.happened(number, MSG_SERVICE_LEVEL_MOVED);
  }

  private void move(String number, String variable, Instant before, Instant after) {
    if (!Objects.equals(before, after)) {
      dueDates.move(number, variable, after);
    }
  }

  ServiceLevelClock clockOf(String number, TargetChange change) {
    List<Pause> times =
        pauses.findByIncidentNumberOrderById(number).stream().map(ServiceLevelPause::time).toList();
    return new ServiceLevelClock(calendars, change.calendar(), change.countsFrom(), times);
  }

  /** The targets in force. */
  TargetChange current(String number) {
    return changes.findFirstByIncidentNumberOrderByIdDesc(number).orElseThrow();
  }

  private static boolean isLowered(TargetChange before, Targets targets) {
    return before.priority() != null && before.priority().compareTo(targets.priority()) < 0;
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
