package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PlanEscalationDelegate implements JavaDelegate {

  private final Ladder ladder;

  PlanEscalationDelegate(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String within = (String) execution.getVariable(EscalationLadderProcess.ESCALATE_WITHIN);
    Date since = (Date) execution.getVariable(EscalationLadderProcess.ESCALATION_FROM);
    String calendar = (String) execution.getVariable(EscalationLadderProcess.ESCALATION_CALENDAR);
    execution.setVariable(
        EscalationLadderProcess.ESCALATION_DUE,
        within == null ? null : Date.from(ladder.due(since.toInstant(), within, calendar)));
  }
}
