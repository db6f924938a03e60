package org.ims.engine;

import java.time.Clock;
import org.ims.incident.IncidentMoved;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps every move of an incident, before anybody else hears of it. */
@Component
class StateChangeRecorder {

  private final StateChanges changes;
  private final Caller caller;
  private final Clock clock;

  StateChangeRecorder(StateChanges changes, Caller caller, Clock clock) {
    this.changes = changes;
    this.caller = caller;
    this.clock = clock;
  }

  @EventListener
  @Order(0)
  void moved(IncidentMoved move) {
    String user = caller.user();
    changes.save(new StateChange(move, user.isEmpty() ? null : user, clock.instant()));
  }
}
