package org.ims.engine;

import java.time.Clock;
import java.util.Objects;
import org.ims.incident.IncidentMoved;
import org.ims.incident.IncidentMoved.Picture;
import org.ims.incident.IncidentStepped;
import org.ims.incident.Incidents;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.Report;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Keeps every move of an incident, also in the journal, before anybody else hears of it. */
@Component
class StateChangeRecorder {

  private final StateChanges changes;
  private final Caller caller;
  private final Clock clock;
  private final Incidents incidents;
  private final Journal journal;

  StateChangeRecorder(
      StateChanges changes, Caller caller, Clock clock, Incidents incidents, Journal journal) {
    this.changes = changes;
    this.incidents = incidents;
    this.journal = journal;
    this.caller = caller;
    this.clock = clock;
  }

  @EventListener
  void stepped(IncidentStepped stepped) {
    IncidentMoved move = stepped.step();
    String user = caller.user();
    changes.save(new StateChange(move, user.isEmpty() ? null : user, clock.instant()));
    journal.record(move.before() == null ? reported(move) : changed(move));
  }

  private JournalFact reported(IncidentMoved move) {
    Report report = incidents.get(move.number()).report();
    return JournalFact.of(move.number(), "incident-reported")
        .with("state", move.after().state())
        .with("service", report.service())
        .with("restricted", report.restricted())
        .with("occurredAt", report.occurredAt())
        .with("noticedAt", report.noticedAt())
        .withPersonal("reporter", report.reporter())
        .withPersonal("title", report.title())
        .withPersonal("description", report.description())
        .withPersonal("contact", report.contact());
  }

  /** Only what is not as it was. */
  private static JournalFact changed(IncidentMoved move) {
    Picture before = move.before();
    Picture after = move.after();
    return JournalFact.of(move.number(), "incident-changed")
        .with("stateFrom", move.stateMoved() ? before.state() : null)
        .with("state", move.stateMoved() ? after.state() : null)
        .with(
            "priorityFrom",
            Objects.equals(before.priority(), after.priority()) ? null : before.priority())
        .with(
            "priority",
            Objects.equals(before.priority(), after.priority()) ? null : after.priority())
        .with("majorFrom", before.major() == after.major() ? null : before.major())
        .with("major", before.major() == after.major() ? null : after.major())
        .with(
            "parentFrom", Objects.equals(before.parent(), after.parent()) ? null : before.parent())
        .with("parent", Objects.equals(before.parent(), after.parent()) ? null : after.parent());
  }
}
