package org.ims.communication.updates;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
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

  /** Whether an update is due at some time, whatever happens. */
  static final String UPDATE_PLANNED = "updatePlanned";

  static final String DRAFT_DUE = "draftDue";
  static final String UPDATE_DUE = "updateDue";
  static final String FIRST_ALARM_DUE = "firstAlarmDue";
  static final String SECOND_ALARM_DUE = "secondAlarmDue";
  static final String APPROVAL_DUE = "approvalDue";

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

  static Instant instant(DelegateExecution execution, String variable) {
    Date date = (Date) execution.getVariable(variable);
    return date == null ? null : date.toInstant();
  }
}
