package org.ims.servicelevel;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ims.incident.Incident;
import org.ims.incident.PromiseContributor;
import org.ims.incident.ServiceLevel;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** How the promises to acknowledge, to assess and to resolve an incident stand. */
@Component
@Order(1)
class ServiceLevelPromises implements PromiseContributor {

  private final TargetChanges changes;
  private final ServiceLevelPauses pauses;
  private final ServiceLevels serviceLevels;
  private final Clock clock;

  ServiceLevelPromises(
      TargetChanges changes, ServiceLevelPauses pauses, ServiceLevels serviceLevels, Clock clock) {
    this.changes = changes;
    this.pauses = pauses;
    this.serviceLevels = serviceLevels;
    this.clock = clock;
  }

  @Override
  public List<Promise> promisesOf(Incident incident) {
    Optional<TargetChange> change =
        changes.findFirstByIncidentNumberOrderByIdDesc(incident.number());
    ServiceLevel promised = incident.serviceLevel();
    if (change.isEmpty() || promised == null) {
      return List.of();
    }
    List<Promise> promises = new ArrayList<>();
    add(
        promises,
        incident,
        change.get(),
        "Acknowledge",
        change.get().acknowledgeWithin(),
        promised.acknowledgeDue(),
        incident.acknowledgedAt());
    if (incident.assessment() == null) {
      add(
          promises,
          incident,
          change.get(),
          "Assess",
          change.get().assessWithin(),
          promised.assessDue(),
          null);
    }
    add(
        promises,
        incident,
        change.get(),
        "Resolve",
        change.get().resolveWithin(),
        promised.resolveDue(),
        incident.resolvedAt());
    return promises;
  }

  private void add(
      List<Promise> promises,
      Incident incident,
      TargetChange change,
      String name,
      String within,
      Instant due,
      Instant metAt) {
    if (within == null || metAt == null && incident.state().isFinal()) {
      return;
    }
    Instant now = clock.instant();
    Optional<ServiceLevelPause> pause =
        metAt == null && due == null
            ? pauses.findByIncidentNumberOrderById(incident.number()).stream()
                .filter(ServiceLevelPause::isOpen)
                .findFirst()
            : Optional.empty();
    promises.add(
        new Promise(
            name.toLowerCase(Locale.ROOT),
            name,
            state(due, metAt, now),
            due,
            metAt,
            metAt == null
                ? serviceLevels.clockOf(incident.number(), change).percentReached(within, now)
                : null,
            pause
                .map(open -> "waiting for the " + open.reason().name().toLowerCase(Locale.ROOT))
                .orElse(null)));
  }

  private static State state(Instant due, Instant metAt, Instant now) {
    if (metAt != null) {
      return due != null && metAt.isAfter(due) ? State.BREACHED : State.MET;
    }
    if (due == null) {
      return State.PAUSED;
    }
    return now.isAfter(due) ? State.BREACHED : State.RUNNING;
  }
}
