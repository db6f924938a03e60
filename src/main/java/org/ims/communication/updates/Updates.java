package org.ims.communication.updates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.ims.engine.Decisions;
import org.ims.engine.Occurrences;
import org.ims.engine.SubmittedForm;
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
  private final Decisions decisions;
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
      Decisions decisions,
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
    this.decisions = decisions;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
  }

  /** Where an incident stands in the eyes of those who wait. */
  enum Stage {
    OPEN,
    /** It works again. */
    OVER,
    /** It is not pursued, or goes on as part of another one. */
    ENDED;

    static Stage of(Incident incident) {
      return switch (incident.state()) {
        case RESOLVED, REVIEW, IMPROVING, CLOSED -> OVER;
        case CANCELLED, DUPLICATE, REJECTED -> ENDED;
        default -> incident.parent() == null ? OPEN : ENDED;
      };
    }

    /** Whether this may be said of it. */
    boolean fits(UpdateStatus status) {
      return switch (this) {
        case OPEN -> !status.isLast();
        case OVER -> status == UpdateStatus.RESOLVED;
        case ENDED -> status == UpdateStatus.ENDED;
      };
    }
  }

  /** The facts by which AudienceDecision chooses. */
  private Map<String, Object> facts(Incident incident) {
    Map<String, Object> facts = new HashMap<>();
    facts.put(ChangeAnnouncementProcess.PRIORITY, priority(incident));
    facts.put(ChangeAnnouncementProcess.RESTRICTED, incident.report().restricted());
    facts.put(ChangeAnnouncementProcess.PART_OF_ANOTHER, incident.parent() != null);
    facts.put(
        ChangeAnnouncementProcess.SERVICE_PUBLIC,
        services.findByKey(incident.service()).map(Service::statusPublic).orElse(false));
    return facts;
  }

  /** As tables read it; empty before the assessment. */
  private static String priority(Incident incident) {
    return incident.priority() == null ? "" : incident.priority().name();
  }

  /**
   * Has a change announced, by a process that begins after the caller's transaction.
   *
   * @param from the state before, or null when it did not move
   */
  void announce(Incident incident, IncidentState from) {
    Map<String, Object> facts = facts(incident);
    facts.put(ChangeAnnouncementProcess.STATE_FROM, from == null ? "" : SubmittedForm.key(from));
    facts.put(
        ChangeAnnouncementProcess.STATE_TO,
        from == null ? ChangeAnnouncementProcess.SAME : SubmittedForm.key(incident.state()));
    facts.put(ChangeAnnouncementProcess.SOURCE, SubmittedForm.key(incident.report().source()));
    facts.put(ChangeAnnouncementProcess.MOVE, changes.countByIncidentNumber(incident.number()));
    occurrences.begins(incident.number(), ChangeAnnouncementProcess.MSG_ANNOUNCEMENT_DUE, facts);
  }

  /** Opens the communication with each audience that has none, while the incident is worked on. */
  @Transactional
  void open(String number, List<Audience> chosen) {
    // Of two moves of an incident the second is announced when the first is, and sees what it did.
    Incident incident = incidents.lock(number);
    if (Stage.of(incident) != Stage.OPEN || !incident.isWorkedOn()) {
      return;
    }
    for (Audience audience : chosen) {
      if (communications
          .findByIncidentNumberAndAudienceAndEndedAtIsNull(number, audience.key())
          .isEmpty()) {
        AudienceCommunication opened =
            communications.save(
                new AudienceCommunication(number, audience, lastChange(number), clock.instant()));
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
    boolean over = Stage.of(incidents.lock(number)) != Stage.OPEN;
    for (AudienceCommunication open :
        communications.findByIncidentNumberAndEndedAtIsNullOrderById(number)) {
      // Whoever is about to wait for the message does so before it is sent, or reads what is new.
      communications.lock(open.id());
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
      alerts.queue(number, "subscriber-state", move, state, login);
    }
  }

  /** How the incident stands for those who plan. */
  record Picture(String audience, String priority, String stage, boolean approvalNeeded) {}

  @Transactional
  Picture picture(long communicationId) {
    AudienceCommunication communication = communications.lock(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    return new Picture(
        communication.audience(),
        priority(incident),
        Stage.of(incident) == Stage.OPEN
            ? StakeholderCommunicationProcess.OPEN
            : StakeholderCommunicationProcess.OVER,
        !communication.approvers().isBlank());
  }

  /** The pace that CadenceDecision gives the audience now, by the names of the process. */
  @Transactional
  Map<String, Object> pace(long communicationId) {
    Picture picture = picture(communicationId);
    Map<String, Object> facts =
        Map.of(
            StakeholderCommunicationProcess.AUDIENCE, picture.audience(),
            StakeholderCommunicationProcess.PRIORITY, picture.priority(),
            StakeholderCommunicationProcess.STAGE, picture.stage());
    Map<String, Object> pace = new HashMap<>(facts);
    decisions
        .rows("CadenceDecision", facts)
        .forEach(
            row ->
                StakeholderCommunicationProcess.CADENCE.forEach(
                    (output, variable) -> pace.put(variable, row.get(output))));
    return pace;
  }

  /** When the audience hears next, or empty when nothing is due before something changes. */
  @Transactional(readOnly = true)
  Optional<Instant> next(long communicationId, Cadence cadence) {
    AudienceCommunication communication = communication(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    Optional<StakeholderUpdate> last = lastWord(communicationId);
    if (Stage.of(incident) != Stage.OPEN) {
      return Optional.ofNullable(cadence.next(overSince(incident), null, null, null));
    }
    Instant changed =
        changesSince(communication).stream().map(StateChange::at).findFirst().orElse(null);
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
   * @param knownChange the last change of the incident that the author saw
   * @throws InvalidInputException when the status does not fit the incident, or when the next
   *     update would come later than the cadence allows
   */
  @Transactional
  StakeholderUpdate write(
      long communicationId,
      UpdateStatus status,
      String text,
      Instant nextUpdateAt,
      Instant latestNext,
      Instant dueAt,
      long knownChange,
      String author) {
    AudienceCommunication communication = communication(communicationId);
    requireFit(status, incidents.get(communication.incidentNumber()), "updateStatus");
    Instant now = clock.instant();
    if (status.isLast()) {
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
            communication,
            status,
            text,
            nextUpdateAt,
            dueAt,
            knownChange,
            author,
            clock.instant()));
  }

  /**
   * Keeps that there is nothing to tell this time.
   *
   * @throws InvalidInputException when the audience still waits for the all-clear
   */
  @Transactional
  void skip(long communicationId, String reason, Instant dueAt, long knownChange, String author) {
    AudienceCommunication communication = communication(communicationId);
    if (Stage.of(incidents.get(communication.incidentNumber())) != Stage.OPEN) {
      throw new InvalidInputException(
          "updateOutcome",
          "all-clear",
          "Update outcome: the incident is over, and this audience was told of it; give the"
              + " all-clear.");
    }
    updates.save(
        StakeholderUpdate.skipped(
            communication, reason, dueAt, knownChange, author, clock.instant()));
  }

  /**
   * Somebody stands for a text, or sends it back.
   *
   * @throws InvalidInputException when its author approves it, or when it does not fit the incident
   *     any more
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
      requireFit(update.status(), incidents.get(update.incidentNumber()), "decision");
    }
    update.decide(approved, comment, approver, clock.instant());
  }

  /**
   * Has everybody told and shows the text on the status page; or nobody, when the incident came to
   * its end or came back since it was written: the text then goes back to its author.
   *
   * @return whether it was the all-clear, after which this audience hears no more
   */
  @Transactional
  boolean send(long communicationId) {
    AudienceCommunication communication = communication(communicationId);
    StakeholderUpdate update = latest(communicationId);
    Incident incident = incidents.get(communication.incidentNumber());
    if (!Stage.of(incident).fits(update.status())) {
      update.markOvertaken(
          "It is %s meanwhile.".formatted(UpdateWords.state(incident.state())), clock.instant());
      return false;
    }
    boolean allClear = update.status().isLast();
    Set<String> told = recipients.of(incident, communication);
    int round = Math.toIntExact(update.id());
    for (String recipient : told) {
      alerts.queue(incident.number(), NOTICE + update.audience(), round, null, recipient);
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

  /** The last update that was sent or left out; what came back since was no word to anybody. */
  private Optional<StakeholderUpdate> lastWord(long communicationId) {
    return updates.findFirstByCommunicationIdAndStateInOrderByIdDesc(
        communicationId, Set.of(State.SENT, State.SKIPPED));
  }

  private static Instant saidAt(StakeholderUpdate update) {
    return update.sentAt() == null ? update.writtenAt() : update.sentAt();
  }

  boolean hasTold(AudienceCommunication communication) {
    return updates.existsByCommunicationIdAndState(communication.id(), State.SENT);
  }

  /** What the audience has not been told of, as far as its last author knew; the oldest first. */
  List<StateChange> changesSince(AudienceCommunication communication) {
    long known =
        lastWord(communication.id())
            .map(StakeholderUpdate::knownChange)
            .orElse(communication.knownChange());
    return changes.findByIncidentNumberAndIdGreaterThanOrderById(
        communication.incidentNumber(), known);
  }

  /** The last change of the incident, as a number that grows. */
  long lastChange(String number) {
    return changes.findFirstByIncidentNumberOrderByIdDesc(number).map(StateChange::id).orElse(0L);
  }

  private Instant overSince(Incident incident) {
    if (incident.resolvedAt() != null) {
      return incident.resolvedAt();
    }
    return changes
        .findFirstByIncidentNumberOrderByIdDesc(incident.number())
        .map(StateChange::at)
        .orElseGet(clock::instant);
  }

  private static void requireFit(UpdateStatus status, Incident incident, String field) {
    Stage stage = Stage.of(incident);
    if (!stage.fits(status)) {
      throw new InvalidInputException(
          field,
          "stage",
          switch (stage) {
            case OPEN ->
                "%s is not over; it is %s. Say how it stands instead."
                    .formatted(incident.number(), UpdateWords.state(incident.state()));
            case OVER -> "%s is over: say that it is resolved.".formatted(incident.number());
            case ENDED ->
                "%s is not pursued any further, or goes on as part of another one: say that it"
                        .formatted(incident.number())
                    + " ended.";
          });
    }
  }

  /** How long after now the audience may be promised the next update, or null for no limit. */
  Instant latestNext(Duration pause) {
    return pause == null ? null : clock.instant().plus(pause);
  }
}
