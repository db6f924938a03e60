package org.ims.communication.updates;

import org.ims.engine.Caller;
import org.ims.incident.Incident;
import org.ims.incident.IncidentMoved;
import org.ims.incident.Incidents;
import org.ims.incident.Report;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Has each move of an incident announced, by a process that begins after the step that moved it. An
 * imported incident is history, of which nobody is told.
 */
@Component
class AnnounceMoves {

  private final Incidents incidents;
  private final Updates updates;
  private final Caller caller;

  AnnounceMoves(Incidents incidents, Updates updates, Caller caller) {
    this.incidents = incidents;
    this.updates = updates;
    this.caller = caller;
  }

  @EventListener
  @Order(10)
  void moved(IncidentMoved move) {
    Incident incident = incidents.get(move.number());
    if (incident.report().source() == Report.Source.IMPORT || move.before() == null) {
      return;
    }
    // Whoever moved it need not have the right to begin this process.
    caller.asSystem(
        () -> {
          updates.announce(incident, move.stateMoved() ? move.before().state() : null);
          return null;
        });
  }
}
