package org.ims.documentation;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import org.ims.engine.Actor;
import org.ims.incident.Incident;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.ims.incident.TimelineContributor;
import org.ims.incident.TimelineEntry;
import org.springframework.stereotype.Component;

/** Tells how the incident moved: its states, its priority, and whether it was a major one. */
@Component
class StateTimeline implements TimelineContributor {

  private final StateChanges changes;

  StateTimeline(StateChanges changes) {
    this.changes = changes;
  }

  @Override
  public List<TimelineEntry> entriesOf(Incident incident) {
    return changes.findByIncidentNumberOrderById(incident.number()).stream()
        .map(
            change ->
                new TimelineEntry(
                    change.at(),
                    "state-changed",
                    change.actor() == null ? Actor.SYSTEM : change.actor(),
                    text(change)))
        .toList();
  }

  private static String text(StateChange change) {
    StringJoiner text = new StringJoiner("; ");
    if (change.stateFrom() != change.stateTo()) {
      text.add("State: " + words(change.stateTo()));
    }
    if (!Objects.equals(change.priorityFrom(), change.priorityTo())) {
      text.add(
          change.priorityFrom() == null
              ? "Priority: " + change.priorityTo()
              : "Priority: %s, was %s".formatted(change.priorityTo(), change.priorityFrom()));
    }
    if (change.majorFrom() != null && change.majorFrom() != change.majorTo()) {
      text.add("Major incident: " + words(change.majorTo()));
    }
    return text.length() == 0
        ? "It belongs to another incident, or to none any more"
        : text.toString();
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
