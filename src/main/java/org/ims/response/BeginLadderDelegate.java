package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class BeginLadderDelegate implements JavaDelegate {

  private final Ladder ladder;

  BeginLadderDelegate(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    execution.setVariable(EscalationLadderProcess.STILL_PURSUED, ladder.isPursued(number));
    execution.setVariable(IncidentLifecycleProcess.PRIORITY, ladder.priority(number));
    execution.setVariable(EscalationLadderProcess.ESCALATION_LEVEL, 1);
    execution.setVariable(EscalationLadderProcess.ESCALATION_FROM, Date.from(ladder.now()));
  }
}
