package org.ims.response;

import java.time.Clock;
import java.util.List;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.PromiseContributor;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Until when the work on an incident waits for somebody else. */
@Component
@Order(3)
class HoldPromises implements PromiseContributor {

  private final Holds holds;
  private final Clock clock;

  HoldPromises(Holds holds, Clock clock) {
    this.holds = holds;
    this.clock = clock;
  }

  @Override
  public List<Promise> promisesOf(Incident incident) {
    return holds.findByIncidentNumberOrderById(incident.number()).stream()
        .filter(Hold::isOpen)
        .map(
            hold ->
                new Promise(
                    "hold",
                    "Waits for the " + SubmittedForm.key(hold.reason()),
                    hold.holdUntil() != null && clock.instant().isAfter(hold.holdUntil())
                        ? State.BREACHED
                        : State.RUNNING,
                    hold.holdUntil(),
                    null,
                    null,
                    hold.note()))
        .toList();
  }
}
