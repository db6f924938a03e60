package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class RejectIncidentDelegate implements JavaDelegate {

  private final Triage triage;

  RejectIncidentDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    triage.reject(
        IncidentLifecycleProcess.incidentNumber(execution),
        (String) execution.getVariable(IncidentTriageProcess.TriageIncident.REASON));
    execution.setVariable(IncidentLifecycleProcess.ACCEPTED, false);
  }
}
