package org.ims.communication.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.communication.updates.AudienceCommunication.Ending;
import org.ims.communication.updates.StakeholderUpdate.State;
import org.ims.engine.Alerts;
import org.ims.engine.Audiences;
import org.ims.engine.Occurrences;
import org.ims.incident.Incident;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.StateChange;
import org.ims.incident.StateChanges;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.annotation.Transactional;

/** Plans, keeps and sends what the audiences of incidents are told. */
@org.springframework.stereotype.Service
class Updates {

  /** The templates of updates are {@code update-<audience>}. */
  static final String NOTICE = "update-";

  private final Incidents incidents;
  private final StateChanges changes;
  private final AudienceCommunications communications;
  private final StakeholderUpdates updates;
  private final UpdateRecipients recipients;
  private final Services services;
  private final Audiences audiences;
  private final Alerts alerts;
  private final Occurrences occurrences;
  private final UpdatesSettings settings;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Updates(
      Incidents incidents,
      StateChanges changes,
      AudienceCommunications communications,
      StakeholderUpdates updates,
      UpdateRecipients recipients,
      Services services,
      Audiences audiences,
      Alerts alerts,
      Occurrences occurrences,
      UpdatesSettings settings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.incidents = incidents;
    this.changes = changes;
    this.communications = communications;
    this.updates = updates;
    this.recipients = recipients;
    this.services = services;
    this.audiences = audiences;
    this.alerts = alerts;
    this.occurrences = occurrences;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  /** The facts by which AudienceDecision chooses. */
  @Transactional(readOnly = true)
  Map<String, Object> facts(String number) {
    Incident incident = incidents.get(number);
    return Map.of(
        "priority",
        incident.priority() == null ? "" : incident.priority().name(),
        "restricted",
        incident.report().restricted(),
        "partOfAnother",
        incident.parent() != null,
        "servicePublic",
        services.findByKey(incident.service()).map(Service::statusPublic).orElse(false));
  }

  /** Opens the communication with each audience that has none, while the incident is worked on. */
  @Transactional
  void open(String number, List<Audience> chosen) {
    Incident incident = incidents.get(number);
    if (isOver(incident) || !incident.isWorkedOn()) {
      return;
    }
    for (Audience audience : chosen) {
      if (communications
          .findByIncidentNumberAndAudienceAndEndedAtIsNull(number, audience.key())
          .isEmpty()) {
        AudienceCommunication opened =
            communications.save(new AudienceCommunication(number, audience, clock.instant()));
        occurrences.begins(
            number,
            StakeholderCommunicationProcess.MSG_COMMUNICATION_OPENED,
            Map.of(
                StakeholderCommunicationProcess.COMMUNICATION_ID, opened.id(),
                StakeholderCommunicationProcess.AUDIENCE, audience.key(),
                StakeholderCommunicationProcess.WRITERS, audience.writers(),
                StakeholderCommunicationProcess.APPROVERS, audience.approvers()));
      }
    }
  }

  /** The open communications plan anew; those that told nobody of what is over now end. */
  @Transactional
  void replan(String number) {
    boolean over = isOver(incidents.get(number));
    for (AudienceCommunication open :
        communications.findByIncidentNumberAndEndedAtIsNullOrderById(number)) {
      String message =
          over && !hasTold(open)
              ? StakeholderCommunicationProcess.MSG_NOBODY_WAS_TOLD
              : StakeholderCommunicationProcess.MSG_INCIDENT_MOVED;
      occurrences.happenedToEach(
          number, message, StakeholderCommunicationProcess.COMMUNICATION_ID, open.id());
    }
  }

  /**
   * Tells those who subscribed to the incident in what state it is now.
   *
   * @param state in kebab case
   * @param move counts the moves of the incident
   */
  @Transactional
  void tellSubscribers(String number, String state, int move) {
    Incident incident = incidents.get(number);
    for (String login : recipients.of(incident)) {
      alerts.request(number, "subscriber-state", move, state, login);
    }
  }

  /** How the incident stands for those who plan. */
  record Picture(String priority, boolean over, boolean approvalNeeded) {}

  @Transactional(readOnly = true)
  Picture picture(long communicationId) {
    AudienceCommunication communication = communication(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    return new Picture(
        incident.priority() == null ? "" : incident.priority().name(),
        isOver(incident),
        !communication.approvers().isBlank());
  }

  /** When the audience hears next, or empty when nothing is due before something changes. */
  @Transactional(readOnly = true)
  Optional<Instant> next(long communicationId, Cadence cadence) {
    AudienceCommunication communication = communication(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    Optional<StakeholderUpdate> last = lastWord(communicationId);
    if (isOver(incident)) {
      return Optional.ofNullable(
          cadence.next(overSince(incident, communication), null, null, null));
    }
    Instant since = last.map(Updates::saidAt).orElse(communication.openedAt());
    Instant changed =
        changes
            .findByIncidentNumberAndAtAfterOrderById(communication.incidentNumber(), since)
            .stream()
            .map(StateChange::at)
            .findFirst()
            .orElse(null);
    return Optional.ofNullable(
        cadence.next(
            communication.openedAt(),
            last.map(Updates::saidAt).orElse(null),
            last.map(StakeholderUpdate::nextUpdateAt).orElse(null),
            changed));
  }

  /**
   * Keeps what somebody wrote.
   *
   * @param latestNext the latest instant that may be promised for the next update, or null
   * @throws InvalidInputException when the text says that it is over and it is not, or when the
   *     next update would come later than the cadence allows
   */
  @Transactional
  StakeholderUpdate write(
      long communicationId,
      UpdateStatus status,
      String text,
      Instant nextUpdateAt,
      Instant latestNext,
      Instant dueAt,
      String author) {
    AudienceCommunication communication = communication(communicationId);
    requireOver(status, incidents.get(communication.incidentNumber()), "updateStatus");
    Instant now = clock.instant();
    if (status == UpdateStatus.RESOLVED) {
      nextUpdateAt = null;
    } else if (nextUpdateAt != null) {
      if (!nextUpdateAt.isAfter(now)) {
        throw new InvalidInputException(
            "nextUpdateAt", "future", "Next update at must be in the future.");
      }
      if (latestNext != null && nextUpdateAt.isAfter(latestNext)) {
        throw new InvalidInputException(
            "nextUpdateAt",
            "cadence",
            "Next update at must not be later than %s: that is how often this audience hears."
                .formatted(UpdateWords.time(latestNext)));
      }
    }
    return updates.save(
        StakeholderUpdate.written(
            communication, status, text, nextUpdateAt, dueAt, author, clock.instant()));
  }

  /**
   * Keeps that there is nothing to tell this time.
   *
   * @throws InvalidInputException when the audience still waits for the all-clear
   */
  @Transactional
  void skip(long communicationId, String reason, Instant dueAt, String author) {
    AudienceCommunication communication = communication(communicationId);
    if (isOver(incidents.get(communication.incidentNumber()))) {
      throw new InvalidInputException(
          "updateOutcome",
          "all-clear",
          "Update outcome: the incident is over, and this audience was told of it; give the"
              + " all-clear.");
    }
    updates.save(StakeholderUpdate.skipped(communication, reason, dueAt, author, clock.instant()));
  }

  /**
   * Somebody stands for a text, or sends it back.
   *
   * @throws InvalidInputException when its author approves it, or when it says that it is over and
   *     it is not any more
   */
  @Transactional
  void decide(long communicationId, boolean approved, String comment, String approver) {
    StakeholderUpdate update = latest(communicationId);
    if (approved) {
      if (update.author().equals(approver)) {
        throw new InvalidInputException(
            "decision",
            "second-person",
            "Decision: an update is approved by somebody who did not write it.");
      }
      requireOver(update.status(), incidents.get(update.incidentNumber()), "decision");
    }
    update.decide(approved, comment, approver, clock.instant());
  }

  /**
   * Tells everybody and shows the text on the status page.
   *
   * @return whether it was the all-clear, after which this audience hears no more
   */
  @Transactional
  boolean send(long communicationId) {
    AudienceCommunication communication = communication(communicationId);
    StakeholderUpdate update = latest(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    boolean allClear = update.status() == UpdateStatus.RESOLVED && isOver(incident);
    Set<String> told = recipients.of(incident, communication);
    int round = Math.toIntExact(update.id());
    for (String recipient : told) {
      alerts.request(incident.number(), NOTICE + update.audience(), round, null, recipient);
    }
    update.markSent(told.size(), allClear, clock.instant());
    if (allClear) {
      communication.end(Ending.ALL_CLEAR, clock.instant());
    }
    events.publishEvent(new UpdatePublished(incident.number(), update.audience()));
    return allClear;
  }

  /** There was nothing to tell, and there is nothing to take back. */
  @Transactional
  void endUntold(long communicationId) {
    communication(communicationId).end(Ending.NOBODY_TOLD, clock.instant());
  }

  /** Nobody has written in time. */
  @Transactional
  void alarmUnwritten(long communicationId, boolean second) {
    AudienceCommunication communication = communication(communicationId);
    alarm(
        communication,
        second ? "update-missing" : "update-overdue",
        String.join(",", second ? settings.secondAlarm() : settings.firstAlarm()));
  }

  /** Nobody has approved in time. */
  @Transactional
  void alarmUnapproved(long communicationId) {
    AudienceCommunication communication = communication(communicationId);
    alarm(
        communication,
        "update-unapproved",
        communication.approvers() + "," + String.join(",", settings.unapproved()));
  }

  private void alarm(AudienceCommunication communication, String kind, String told) {
    audiences.tell(
        incidents.get(communication.incidentNumber()),
        told,
        kind,
        updates.nextAlarm(),
        communication.name());
  }

  AudienceCommunication communication(long id) {
    return communications.findById(id).orElseThrow();
  }

  /** The update that was written last. */
  StakeholderUpdate latest(long communicationId) {
    return updates.findFirstByCommunicationIdOrderByIdDesc(communicationId).orElseThrow();
  }

  /** What was written last and sent back, or empty. */
  Optional<StakeholderUpdate> returned(long communicationId) {
    return updates
        .findFirstByCommunicationIdOrderByIdDesc(communicationId)
        .filter(update -> update.state() == State.RETURNED);
  }

  /** The last update that was sent, or empty. */
  Optional<StakeholderUpdate> lastSent(long communicationId) {
    return updates.findFirstByCommunicationIdAndStateOrderByIdDesc(communicationId, State.SENT);
  }

  private Optional<StakeholderUpdate> lastWord(long communicationId) {
    return updates
        .findFirstByCommunicationIdOrderByIdDesc(communicationId)
        .filter(update -> update.state() == State.SENT || update.state() == State.SKIPPED);
  }

  private static Instant saidAt(StakeholderUpdate update) {
    return update.sentAt() == null ? update.writtenAt() : update.sentAt();
  }

  boolean hasTold(AudienceCommunication communication) {
    return updates.existsByCommunicationIdAndState(communication.id(), State.SENT);
  }

  private Instant overSince(Incident incident, AudienceCommunication communication) {
    Instant since = incident.resolvedAt() == null ? incident.closedAt() : incident.resolvedAt();
    return since == null || since.isBefore(communication.openedAt()) ? clock.instant() : since;
  }

  private static void requireOver(UpdateStatus status, Incident incident, String field) {
    if (status == UpdateStatus.RESOLVED && !isOver(incident)) {
      throw new InvalidInputException(
          field,
          "resolved",
          "%s is not resolved; it is %s. Say how it stands instead."
              .formatted(incident.number(), UpdateWords.state(incident.state())));
    }
  }

  /** Whether nobody has to wait for it any more, or it goes on as part of another incident. */
  static boolean isOver(Incident incident) {
    return incident.state().isFinal()
        || incident.state() == IncidentState.RESOLVED
        || incident.state() == IncidentState.REVIEW
        || incident.state() == IncidentState.IMPROVING
        || incident.parent() != null;
  }

  /** How long after now the audience may be promised the next update, or null for no limit. */
  Instant latestNext(Duration pause) {
    return pause == null ? null : clock.instant().plus(pause);
  }
}
