package org.ims.communication.updates;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ims.incident.Incident;
import org.ims.incident.PromiseContributor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** By when each audience was promised its next update. */
@Component
@Order(2)
class UpdatePromises implements PromiseContributor {

  private final AudienceCommunications communications;
  private final StakeholderUpdates updates;
  private final Clock clock;

  UpdatePromises(AudienceCommunications communications, StakeholderUpdates updates, Clock clock) {
    this.communications = communications;
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public List<Promise> promisesOf(Incident incident) {
    return communications.findByIncidentNumberAndEndedAtIsNullOrderById(incident.number()).stream()
        .map(this::promise)
        .toList();
  }

  private Promise promise(AudienceCommunication communication) {
    Optional<StakeholderUpdate> last =
        updates.findFirstByCommunicationIdAndStateOrderByIdDesc(
            communication.id(), StakeholderUpdate.State.SENT);
    Instant due = last.map(StakeholderUpdate::nextUpdateAt).orElse(null);
    return new Promise(
        "update-" + communication.audience(),
        "Next update, " + communication.name().toLowerCase(Locale.ROOT),
        due != null && clock.instant().isAfter(due) ? State.BREACHED : State.RUNNING,
        due,
        null,
        null,
        last.isEmpty() ? "not told yet" : due == null ? "no next one promised" : null);
  }
}
