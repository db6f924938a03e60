package org.ims.response;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ims.engine.Alerts;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.KnownFacts;
import org.ims.engine.Occurrences;
import org.ims.engine.SubmittedForm;
import org.ims.engine.TeamTasks;
import org.ims.engine.choices.OfferedChoices;
import org.ims.incident.HandOver;
import org.ims.incident.HandOvers;
import org.ims.incident.HoldReason;
import org.ims.incident.Incident;
import org.ims.incident.IncidentLinks;
import org.ims.incident.IncidentSettings;
import org.ims.incident.IncidentState;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Reader;
import org.ims.servicelevel.ServiceLevels;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people change about an incident, whatever step its processes have come to. */
@Service
@Transactional
class IncidentChanges {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private final Incidents incidents;
  private final IncidentLinks links;
  private final IncidentSettings settings;
  private final Changes changes;
  private final HandOvers handOvers;
  private final OfferedChoices choices;
  private final TeamTasks teamTasks;
  private final KnownFacts facts;
  private final Waiting waiting;
  private final ServiceLevels serviceLevels;
  private final IncidentLifecycleProcess lifecycle;
  private final Occurrences occurrences;
  private final Alerts alerts;
  private final CommandPost command;
  private final Clock clock;

  IncidentChanges(
      Incidents incidents,
      IncidentLinks links,
      IncidentSettings settings,
      Changes changes,
      HandOvers handOvers,
      OfferedChoices choices,
      TeamTasks teamTasks,
      KnownFacts facts,
      Waiting waiting,
      ServiceLevels serviceLevels,
      IncidentLifecycleProcess lifecycle,
      Occurrences occurrences,
      Alerts alerts,
      CommandPost command,
      Clock clock) {
    this.incidents = incidents;
    this.links = links;
    this.settings = settings;
    this.changes = changes;
    this.handOvers = handOvers;
    this.choices = choices;
    this.teamTasks = teamTasks;
    this.facts = facts;
    this.waiting = waiting;
    this.serviceLevels = serviceLevels;
    this.lifecycle = lifecycle;
    this.occurrences = occurrences;
    this.alerts = alerts;
    this.command = command;
    this.clock = clock;
  }

  /**
   * Keeps who wants to change what, and why; the change itself is the process's next step.
   *
   * @throws InvalidInputException when the incident's state does not allow the change, or when the
   *     incident is none of this person's business
   */
  Change record(String number, ChangeKind kind, String note, Reader reader) {
    Incident incident = visible("incident", number, reader);
    if (!kind.isPossibleIn(incident.state())) {
      throw new InvalidInputException(
          "change",
          "state",
          "%s is %s: %s.%s"
              .formatted(number, incident.state().inWords(), kind.rule(), wayOut(incident)));
    }
    return changes.save(
        new Change(number, course(kind, incident), note, reader.user(), clock.instant()));
  }

  private String wayOut(Incident incident) {
    return canBeReopened(incident)
        ? " It can be reopened until %s."
            .formatted(TIME.format(endOfWindow(incident).atZone(ZoneId.systemDefault())))
        : "";
  }

  /** Whether an incident that came back is the same one is for the calendar to say. */
  private ChangeKind course(ChangeKind kind, Incident incident) {
    return switch (kind) {
      case REOPEN, FOLLOW_UP -> canBeReopened(incident) ? ChangeKind.REOPEN : ChangeKind.FOLLOW_UP;
      default -> kind;
    };
  }

  private boolean canBeReopened(Incident incident) {
    return incident.state() == IncidentState.CLOSED
        && incident.priority() != null
        && !clock.instant().isAfter(endOfWindow(incident));
  }

  private Instant endOfWindow(Incident incident) {
    return incident.closedAt().plus(settings.reopenWindow());
  }

  Change get(long changeId) {
    return changes.findById(changeId).orElseThrow();
  }

  /** The tables are asked again with what is known now; its lifecycle is told. */
  void announceNewFacts(long changeId) {
    Change change = get(changeId);
    tell(
        change,
        IncidentLifecycleProcess.MSG_NEW_FACTS,
        Map.of(
            IncidentLifecycleProcess.FACTS_NOTE,
            change.note(),
            IncidentLifecycleProcess.FACTS_BY,
            change.recordedBy()));
  }

  /** The work waits for somebody else; its response is told. */
  void requestHold(long changeId, HoldReason reason) {
    Change change = get(changeId);
    tell(
        change,
        IncidentResponseProcess.MSG_HOLD_REQUESTED,
        Map.of(
            IncidentResponseProcess.HOLD_REASON,
            SubmittedForm.key(reason),
            IncidentResponseProcess.HOLD_NOTE,
            change.note()));
  }

  /** Another team takes over. */
  void handOver(long changeId, String team) {
    Change change = get(changeId);
    Incident incident = incidents.get(change.incidentNumber());
    String from = incident.team();
    if (!choices.offer("teams", team)) {
      throw new InvalidInputException(
          "toTeam", "choice", "To team must be chosen from the list of teams.");
    }
    if (team.equals(from)) {
      throw new InvalidInputException(
          "toTeam", "other-team", "%s is with this team already.".formatted(incident.number()));
    }
    incident.handOver(team, change.note());
    handOvers.save(
        new HandOver(
            incident.number(),
            from,
            team,
            change.note(),
            change.recordedBy(),
            change.recordedAt()));
    teamTasks.handOver(incident.number(), team);
    facts.refresh(incident.number());
    alerts.tell(
        incident.number(),
        "hand-over",
        incident.handOverCount(),
        "%s (%s)".formatted(change.note(), change.recordedBy()),
        List.of(team),
        List.of());
  }

  /** It becomes part of another incident. */
  void linkParent(long changeId, String parent, Reader reader) {
    visible("otherIncident", parent, reader);
    Change change = get(changeId);
    links.link(change.incidentNumber(), parent);
    facts.refresh(change.incidentNumber());
    facts.refresh(parent);
  }

  /** It is the same event as another incident; its lifecycle is told. */
  void requestMerge(long changeId, String original, Reader reader) {
    Change change = get(changeId);
    visible("otherIncident", original, reader);
    links.requireMergeable(change.incidentNumber(), original);
    end(
        change,
        IncidentLifecycleProcess.MSG_INCIDENT_MERGED,
        Map.of(
            IncidentLifecycleProcess.ORIGINAL_NUMBER,
            original,
            IncidentLifecycleProcess.END_REASON,
            change.note()));
  }

  /** Nobody pursues it any further; its lifecycle is told. */
  void requestWithdrawal(long changeId) {
    Change change = get(changeId);
    end(
        change,
        IncidentLifecycleProcess.MSG_INCIDENT_WITHDRAWN,
        Map.of(IncidentLifecycleProcess.END_REASON, change.note()));
  }

  /**
   * It is the same incident again: a second life begins at the response.
   *
   * <p>What was promised for the first time has been kept or missed, and the record says so; the
   * time to resolve it now counts from now.
   */
  Incident reopen(long changeId) {
    Incident incident = incidents.get(get(changeId).incidentNumber());
    incident.reopen(clock.instant(), settings.reopenWindow());
    links.reopened(incident.number());
    waiting.reopened(incident.number());
    serviceLevels.restart(incident.number());
    Map<String, Object> known = new HashMap<>();
    known.put(IncidentLifecycleProcess.INCIDENT_NUMBER, incident.number());
    known.put(IncidentLifecycleProcess.TITLE, incident.report().title());
    known.put(IncidentLifecycleProcess.SERVICE, incident.service());
    known.put(IncidentLifecycleProcess.REPORTER, incident.report().reporter());
    known.put(IncidentLifecycleProcess.PRIORITY, incident.priority().name());
    known.put(IncidentLifecycleProcess.TEAM, incident.team());
    known.put(
        IncidentLifecycleProcess.RESOLVE_DUE, Date.from(incident.serviceLevel().resolveDue()));
    lifecycle.reopen(incident.number(), known);
    return incident;
  }

  /** It came back too late to be the same incident: a new one is reported with the same words. */
  Incident openFollowUp(long changeId) {
    Change change = get(changeId);
    Incident original = incidents.get(change.incidentNumber());
    Incident followUp =
        incidents.saveAndFlush(
            Incident.followUp(incidents.nextSerial(), original, clock.instant()));
    lifecycle.start(followUp.number());
    alerts.tell(
        followUp.number(), "follow-up", 1, change.note(), List.of(), List.of(change.recordedBy()));
    return followUp;
  }

  /** Its lifecycle ends by this message, and whoever commands it or works in a sub-team is told. */
  private void end(Change change, String message, Map<String, Object> facts) {
    boolean commanded = incidents.get(change.incidentNumber()).majorCommanded();
    tell(change, message, facts);
    if (commanded) {
      command.announceOver(change.incidentNumber());
    }
  }

  private void tell(Change change, String message, Map<String, Object> facts) {
    if (occurrences.happened(change.incidentNumber(), message, facts) == 0) {
      throw new InvalidInputException(
          "incident",
          "no-process",
          "No process of %s waits for this change.".formatted(change.incidentNumber()));
    }
  }

  /** Nobody learns here about restricted incidents of others. */
  private Incident visible(String field, String number, Reader reader) {
    return incidents
        .findById(number)
        .filter(reader::sees)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    field, "choice", "The incident must be chosen from the list."));
  }
}
