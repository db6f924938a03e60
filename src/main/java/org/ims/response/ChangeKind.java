package org.ims.response;

import static org.ims.incident.IncidentState.ASSESSED;
import static org.ims.incident.IncidentState.AWAITING_INFO;
import static org.ims.incident.IncidentState.CLOSED;
import static org.ims.incident.IncidentState.CONTAINED;
import static org.ims.incident.IncidentState.IMPROVING;
import static org.ims.incident.IncidentState.ON_HOLD;
import static org.ims.incident.IncidentState.RECOVERING;
import static org.ims.incident.IncidentState.REPORTED;
import static org.ims.incident.IncidentState.RESOLVED;
import static org.ims.incident.IncidentState.RESPONDING;
import static org.ims.incident.IncidentState.REVIEW;
import static org.ims.incident.IncidentState.TRIAGE;

import java.util.Set;
import java.util.stream.Stream;
import org.ims.incident.IncidentState;

/** What can happen to an incident at any time, and in which of its states. */
enum ChangeKind {
  NEW_FACTS(
      true,
      "only an incident that is assessed and not yet resolved can be assessed again",
      States.WORKED_ON),
  START_PLAYBOOK(
      true,
      "a playbook is started for an incident that is assessed and still open",
      States.ASSESSED_AND_OPEN),
  PROPOSE_MAJOR(
      true,
      "a major incident is proposed while the incident is assessed and still open",
      States.ASSESSED_AND_OPEN),
  ADD_TASK(true, "a task is added only while the incident is open", States.OPEN),
  ADD_EFFORT(true, "its effort can be added in every state", IncidentState.values()),
  REMOVE_COUNTERMEASURE(true, "its measures can be removed in every state", IncidentState.values()),
  HOLD(
      true,
      "only an incident that somebody works on can be put on hold",
      RESPONDING,
      CONTAINED,
      RECOVERING),
  HAND_OVER(
      true,
      "only an incident that is assessed and not yet resolved can be handed over",
      States.WORKED_ON),
  LINK_PARENT(false, "only an open incident can become a child of another one", States.OPEN),
  MERGE(
      true,
      "only an incident that is not yet resolved can be merged into another one",
      States.UNRESOLVED),
  WITHDRAW(true, "only an incident that is not yet resolved can be withdrawn", States.UNRESOLVED),
  REOPEN(true, "only a closed incident can be reopened", CLOSED),

  /** Reopening that comes too late. */
  FOLLOW_UP(true, "only a closed incident can be reopened", CLOSED);

  /** In a class of its own, because the changes above are made before anything else in here. */
  private static final class States {
    static final IncidentState[] WORKED_ON = {ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD};
    static final IncidentState[] ASSESSED_AND_OPEN = {
      ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD, RESOLVED, REVIEW, IMPROVING
    };
    static final IncidentState[] UNRESOLVED = {
      REPORTED, TRIAGE, AWAITING_INFO, ASSESSED, RESPONDING, CONTAINED, RECOVERING, ON_HOLD
    };
    static final IncidentState[] OPEN =
        Stream.of(IncidentState.values())
            .filter(state -> !state.isFinal())
            .toArray(IncidentState[]::new);
  }

  private final boolean needsNote;
  private final String rule;
  private final Set<IncidentState> states;

  ChangeKind(boolean needsNote, String rule, IncidentState... states) {
    this.needsNote = needsNote;
    this.rule = rule;
    this.states = Set.of(states);
  }

  /** Whether somebody must say why, or what. */
  boolean needsNote() {
    return needsNote;
  }

  boolean isPossibleIn(IncidentState state) {
    return states.contains(state);
  }

  /** When it is possible, as a part of a sentence. */
  String rule() {
    return rule;
  }
}
