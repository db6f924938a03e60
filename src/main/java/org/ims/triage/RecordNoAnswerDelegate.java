package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class RecordNoAnswerDelegate implements JavaDelegate {

  private final Triage triage;

  RecordNoAnswerDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    triage.giveUpWaiting(IncidentLifecycleProcess.incidentNumber(execution));
  }
}
