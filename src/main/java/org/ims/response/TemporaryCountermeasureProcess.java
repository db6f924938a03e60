package org.ims.response;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ims.engine.SubmittedForm;

/** Contract of processes/response/TemporaryCountermeasure.bpmn. */
final class TemporaryCountermeasureProcess {

  static final String KEY = "TemporaryCountermeasure";

  static final String MSG_COUNTERMEASURE_TAKEN = "Msg_CountermeasureTaken";
  static final String MSG_REMOVAL_REQUESTED = "Msg_RemovalRequested";
  static final String MSG_INCIDENT_RESOLVED = "Msg_IncidentResolved";

  static final String COUNTERMEASURE_ID = "countermeasureId";
  static final String MEASURE_OWNER = "measureOwner";

  /** When the removal becomes a task. */
  static final String REMOVAL_DUE = "removalDue";

  /** When the measure must be gone. */
  static final String MEASURE_EXPIRY = "measureExpiry";

  static final String REMOVED = "removed";

  /** Who is asked to accept the risk. */
  static final String ASKED_RISK_OWNER = "askedRiskOwner";

  static final String RISK_ACCEPTED = "riskAccepted";

  /** Whether an accepted risk needs no removal any more. */
  static final String KEPT_FOR_GOOD = "keptForGood";

  private TemporaryCountermeasureProcess() {}

  /** Which of the incident's measures the process is about. */
  static long measureId(DelegateExecution execution) {
    return (Long) execution.getVariable(COUNTERMEASURE_ID);
  }

  /** Writes anew when the measure must be gone and when that becomes a task. */
  static void setDates(DelegateExecution execution, Instant removalDue, Instant expiry) {
    execution.setVariable(REMOVAL_DUE, Date.from(removalDue));
    execution.setVariable(MEASURE_EXPIRY, Date.from(expiry));
  }

  /** Keeps a text for a form; the engine stores so much of one. */
  static void show(DelegateExecution execution, String field, String text) {
    execution.setVariable(
        field,
        text.length() <= SubmittedForm.TEXT_AREA
            ? text
            : text.substring(0, SubmittedForm.TEXT_AREA - 1) + "…");
  }

  /** Fields of forms/response/RemoveCountermeasure.form. */
  static final class RemoveCountermeasure {
    /** What was done and how to undo it; shown and never submitted. */
    static final String MEASURE = "measure";

    static final String UNDO_PLAN = "undoPlan";
    static final String OUTCOME = "outcome";
    static final String REMOVED_AT = "removedAt";
    static final String RESULT = "result";
    static final String KEEP_REASON = "keepReason";
    static final String KEEP_FOR = "keepFor";
    static final String KEEP_UNTIL = "keepUntil";
    static final String RISK_OWNER = "riskOwner";

    private RemoveCountermeasure() {}
  }

  /** Fields of forms/response/AcceptRisk.form. */
  static final class AcceptRisk {
    static final String MEASURE = "measure";

    /** Who wants to keep it, why and until when; shown and never submitted. */
    static final String KEEP_REQUEST = "keepRequest";

    static final String DECISION = "decision";
    static final String RISK_REASON = "riskReason";

    private AcceptRisk() {}
  }
}
