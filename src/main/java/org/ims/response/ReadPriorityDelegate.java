package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ReadPriorityDelegate implements JavaDelegate {

  private final Ladder ladder;

  ReadPriorityDelegate(Ladder ladder) {
    this.ladder = ladder;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        IncidentLifecycleProcess.PRIORITY,
        ladder.priority(IncidentLifecycleProcess.incidentNumber(execution)));
  }
}
