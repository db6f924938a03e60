package org.ims.communication.updates;

import java.util.HashMap;
import java.util.Map;
import org.ims.engine.Caller;
import org.ims.engine.Occurrences;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.IncidentMoved;
import org.ims.incident.Incidents;
import org.ims.incident.Report;
import org.ims.incident.StateChanges;
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
  private final StateChanges changes;
  private final Updates updates;
  private final Occurrences occurrences;
  private final Caller caller;

  AnnounceMoves(
      Incidents incidents,
      StateChanges changes,
      Updates updates,
      Occurrences occurrences,
      Caller caller) {
    this.incidents = incidents;
    this.changes = changes;
    this.updates = updates;
    this.occurrences = occurrences;
    this.caller = caller;
  }

  @EventListener
  @Order(10)
  void moved(IncidentMoved move) {
    Incident incident = incidents.get(move.number());
    if (incident.report().source() == Report.Source.IMPORT || move.before() == null) {
      return;
    }
    Map<String, Object> facts = new HashMap<>(updates.facts(move.number()));
    boolean moved = move.stateMoved();
    facts.put(
        ChangeAnnouncementProcess.STATE_FROM,
        moved ? SubmittedForm.key(move.before().state()) : "");
    facts.put(
        ChangeAnnouncementProcess.STATE_TO,
        moved ? SubmittedForm.key(move.after().state()) : ChangeAnnouncementProcess.SAME);
    facts.put(ChangeAnnouncementProcess.SOURCE, SubmittedForm.key(incident.report().source()));
    facts.put(ChangeAnnouncementProcess.MOVE, changes.countByIncidentNumber(move.number()));
    // Whoever moved it need not have the right to begin this process.
    caller.asSystem(
        () -> {
          occurrences.begins(move.number(), ChangeAnnouncementProcess.MSG_ANNOUNCEMENT_DUE, facts);
          return null;
        });
  }
}
