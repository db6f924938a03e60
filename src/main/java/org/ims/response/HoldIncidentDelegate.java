package org.ims.response;

import static org.ims.response.IncidentResponseProcess.HOLD_CALENDAR;
import static org.ims.response.IncidentResponseProcess.HOLD_NOTE;
import static org.ims.response.IncidentResponseProcess.HOLD_PAUSES;
import static org.ims.response.IncidentResponseProcess.HOLD_REASON;
import static org.ims.response.IncidentResponseProcess.HOLD_UNTIL;
import static org.ims.response.IncidentResponseProcess.HOLD_WITHIN;

import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.incident.HoldReason;
import org.springframework.stereotype.Component;

@Component
class HoldIncidentDelegate implements JavaDelegate {

  private final Waiting waiting;
  private final Occurrences occurrences;

  HoldIncidentDelegate(Waiting waiting, Occurrences occurrences) {
    this.waiting = waiting;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    // Nobody has to claim what waits. Told first: the ladder hears one message of a transaction.
    occurrences.happened(number, EscalationLadderProcess.MSG_TASK_CLAIMED);
    Instant until =
        waiting.hold(
            number,
            HoldReason.valueOf(text(execution, HOLD_REASON).toUpperCase(Locale.ROOT)),
            text(execution, HOLD_NOTE),
            new Waiting.Effect(
                (Boolean) execution.getVariable(HOLD_PAUSES),
                text(execution, HOLD_WITHIN),
                text(execution, HOLD_CALENDAR)),
            Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(HOLD_UNTIL, until == null ? null : Date.from(until));
  }

  private static String text(DelegateExecution execution, String variable) {
    return (String) execution.getVariable(variable);
  }
}
