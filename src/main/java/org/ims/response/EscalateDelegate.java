package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class EscalateDelegate implements JavaDelegate {

  private final Ladder ladder;

  EscalateDelegate(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public void execute(DelegateExecution execution) {
    int level = (Integer) execution.getVariable(EscalationLadderProcess.ESCALATION_LEVEL);
    ladder.escalate(
        IncidentLifecycleProcess.incidentNumber(execution),
        level,
        (String) execution.getVariable(EscalationLadderProcess.ESCALATION_AUDIENCE));
    execution.setVariable(EscalationLadderProcess.ESCALATION_LEVEL, level + 1);
    execution.setVariable(EscalationLadderProcess.ESCALATION_FROM, Date.from(ladder.now()));
  }
}
