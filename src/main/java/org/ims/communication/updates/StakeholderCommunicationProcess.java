package org.ims.communication.updates;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** Contract of processes/communication/updates/StakeholderCommunication.bpmn. */
final class StakeholderCommunicationProcess {

  static final String KEY = "StakeholderCommunication";

  static final String MSG_COMMUNICATION_OPENED = "Msg_CommunicationOpened";

  /** The incident is not what it was: the next update may be due at another time. */
  static final String MSG_INCIDENT_MOVED = "Msg_IncidentMoved";

  /** It is over, and this audience never heard of it. */
  static final String MSG_NOBODY_WAS_TOLD = "Msg_NobodyWasTold";

  static final String COMMUNICATION_ID = "communicationId";
  static final String AUDIENCE = "audience";

  /** The groups that are offered the writing and the approval, separated by commas. */
  static final String WRITERS = "writers";

  static final String APPROVERS = "approvers";

  static final String PRIORITY = "priority";

  /** {@code open}, or {@code over} when the all-clear is due. */
  static final String STAGE = "stage";

  static final String OPEN = "open";
  static final String OVER = "over";

  static final String CADENCE_FIRST = "cadenceFirst";
  static final String CADENCE_PAUSE = "cadencePause";
  static final String CADENCE_AFTER_CHANGE = "cadenceAfterChange";
  static final String CADENCE_LEAD = "cadenceLead";
  static final String FIRST_ALARM = "firstAlarm";
  static final String SECOND_ALARM = "secondAlarm";
  static final String APPROVE_WITHIN = "approveWithin";

  /** The outputs of CadenceDecision and the variables that take them. */
  static final Map<String, String> CADENCE =
      Map.of(
          "first", CADENCE_FIRST,
          "pause", CADENCE_PAUSE,
          "afterChange", CADENCE_AFTER_CHANGE,
          "lead", CADENCE_LEAD,
          "firstAlarm", FIRST_ALARM,
          "secondAlarm", SECOND_ALARM,
          "approveWithin", APPROVE_WITHIN);

  /** Whether an update is due at some time, whatever happens. */
  static final String UPDATE_PLANNED = "updatePlanned";

  static final String DRAFT_DUE = "draftDue";
  static final String UPDATE_DUE = "updateDue";
  static final String FIRST_ALARM_DUE = "firstAlarmDue";
  static final String SECOND_ALARM_DUE = "secondAlarmDue";
  static final String APPROVAL_DUE = "approvalDue";

  /** The last change of the incident that the author of the text in hand saw. */
  static final String KNOWN_CHANGE = "knownChange";

  static final String UPDATE_TO_BE_SENT = "updateToBeSent";
  static final String APPROVAL_NEEDED = "approvalNeeded";
  static final String UPDATE_APPROVED = "updateApproved";
  static final String ALL_CLEAR = "allClear";

  /** Whether an approver sent the text back; local to the task of its author. */
  static final String UPDATE_RETURNED = "updateReturned";

  /** Fields of forms/communication/updates/WriteUpdate.form. */
  static final class WriteUpdate {
    static final String UPDATE_FOR = "updateFor";
    static final String CHANGES_SINCE = "changesSince";
    static final String RETURNED_BECAUSE = "returnedBecause";
    static final String UPDATE_OUTCOME = "updateOutcome";
    static final String UPDATE_STATUS = "updateStatus";
    static final String UPDATE_TEXT = "updateText";
    static final String NEXT_UPDATE_AT = "nextUpdateAt";
    static final String SKIP_REASON = "skipReason";

    private WriteUpdate() {}
  }

  /** Fields of forms/communication/updates/ApproveUpdate.form. */
  static final class ApproveUpdate {
    static final String UPDATE_FOR = "updateFor";
    static final String UPDATE_SHOWN = "updateShown";
    static final String DECISION = "decision";
    static final String COMMENT = "comment";

    private ApproveUpdate() {}
  }

  private StakeholderCommunicationProcess() {}

  static long communicationId(DelegateExecution execution) {
    return (Long) execution.getVariable(COMMUNICATION_ID);
  }

  /** A span that a table wrote, or null. */
  static Duration span(DelegateExecution execution, String variable) {
    String text = (String) execution.getVariable(variable);
    return text == null || text.isBlank() ? null : Duration.parse(text);
  }

  /**
   * Says when somebody is alarmed because an update was not written: counted from when it is due;
   * what is overdue already, or nearly so, is written in the time that any other is before that.
   */
  static void setAlarms(DelegateExecution execution, Instant due, Instant now) {
    Duration lead = span(execution, CADENCE_LEAD);
    Instant soonest = lead == null ? now : now.plus(lead);
    Instant from = due.isBefore(soonest) ? soonest : due;
    execution.setVariable(FIRST_ALARM_DUE, Date.from(from.plus(span(execution, FIRST_ALARM))));
    execution.setVariable(SECOND_ALARM_DUE, Date.from(from.plus(span(execution, SECOND_ALARM))));
  }

  static Cadence cadence(DelegateExecution execution) {
    return new Cadence(
        span(execution, CADENCE_FIRST),
        span(execution, CADENCE_PAUSE),
        span(execution, CADENCE_AFTER_CHANGE),
        span(execution, CADENCE_LEAD));
  }

  static Instant instant(DelegateExecution execution, String variable) {
    Date date = (Date) execution.getVariable(variable);
    return date == null ? null : date.toInstant();
  }
}
