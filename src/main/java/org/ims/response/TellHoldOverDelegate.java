package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class TellHoldOverDelegate implements JavaDelegate {

  private final Waiting waiting;

  TellHoldOverDelegate(Waiting waiting) {
    this.waiting = waiting;
  }

  @Override
  public void execute(DelegateExecution execution) {
    waiting.tellThatItIsOver(IncidentLifecycleProcess.incidentNumber(execution));
  }
}
