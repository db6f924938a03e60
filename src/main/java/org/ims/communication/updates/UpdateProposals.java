package org.ims.communication.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ims.communication.TextTemplates;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes what an audience may be told, so that a person changes words instead of finding them.
 */
@Component
class UpdateProposals {

  private final Updates updates;
  private final Incidents incidents;
  private final StateChanges changes;
  private final TextTemplates templates;
  private final Clock clock;

  UpdateProposals(
      Updates updates,
      Incidents incidents,
      StateChanges changes,
      TextTemplates templates,
      Clock clock) {
    this.updates = updates;
    this.incidents = incidents;
    this.changes = changes;
    this.templates = templates;
    this.clock = clock;
  }

  /**
   * What stands in the form to begin with.
   *
   * @param knownChange the last change of the incident that it takes into account
   * @param returnedBecause what an approver wants to be different, or null
   * @param nextUpdateAt null when no next update has to be promised
   */
  record Proposal(
      String audience,
      String heading,
      String changes,
      long knownChange,
      String returnedBecause,
      UpdateStatus status,
      String text,
      Instant nextUpdateAt) {}

  /**
   * @param pause how often the audience hears, or null
   */
  @Transactional(readOnly = true)
  Proposal of(long communicationId, Duration pause) {
    AudienceCommunication communication = updates.communication(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    Updates.Stage stage = Updates.Stage.of(incident);
    Optional<StakeholderUpdate> back = updates.returned(communicationId);
    // What was overtaken is of no use to its author; only why it came back is.
    Optional<StakeholderUpdate> returned = back.filter(update -> stage.fits(update.status()));
    Optional<StakeholderUpdate> last = updates.lastSent(communicationId);
    UpdateStatus status =
        returned.map(StakeholderUpdate::status).orElseGet(() -> status(incident, stage));
    return new Proposal(
        communication.name(),
        heading(communication, last),
        changesSince(communication, last),
        updates.lastChange(incident.number()),
        back.map(StakeholderUpdate::comment).orElse(null),
        status,
        returned
            .map(StakeholderUpdate::text)
            .orElseGet(() -> text(communication, incident, status, last)),
        pause == null || stage != Updates.Stage.OPEN
            ? null
            : clock.instant().plus(pause).truncatedTo(ChronoUnit.MINUTES));
  }

  /** What the audience has not been told of yet, in words. */
  @Transactional(readOnly = true)
  String changesSince(long communicationId) {
    return changesSince(updates.communication(communicationId), updates.lastSent(communicationId));
  }

  private static String heading(
      AudienceCommunication communication, Optional<StakeholderUpdate> last) {
    return last.map(
            update ->
                "%s, last told %s"
                    .formatted(communication.name(), UpdateWords.time(update.sentAt())))
        .orElse(communication.name() + ", not told yet");
  }

  private String changesSince(
      AudienceCommunication communication, Optional<StakeholderUpdate> last) {
    List<StateChange> since =
        last.isPresent()
            ? updates.changesSince(communication)
            : changes.findByIncidentNumberOrderById(communication.incidentNumber());
    String lines = UpdateWords.lines(since);
    if (lines.isEmpty()) {
      return "Nothing changed since the last update.";
    }
    return lines.length() <= SubmittedForm.TEXT_AREA
        ? lines
        : lines.substring(lines.length() - SubmittedForm.TEXT_AREA);
  }

  private String text(
      AudienceCommunication communication,
      Incident incident,
      UpdateStatus status,
      Optional<StakeholderUpdate> last) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("incident", incident);
    facts.put("goesOnAs", incidents.goesOnAs(incident).orElse(null));
    facts.put("status", SubmittedForm.key(status));
    facts.put("first", last.isEmpty());
    return templates.text("updates/" + communication.audience(), facts);
  }

  /** How it stands, in the eyes of those who wait. */
  private static UpdateStatus status(Incident incident, Updates.Stage stage) {
    if (stage != Updates.Stage.OPEN) {
      return stage == Updates.Stage.OVER ? UpdateStatus.RESOLVED : UpdateStatus.ENDED;
    }
    return switch (incident.state()) {
      case CONTAINED -> UpdateStatus.IDENTIFIED;
      case RECOVERING -> UpdateStatus.MONITORING;
      default -> UpdateStatus.INVESTIGATING;
    };
  }
}
