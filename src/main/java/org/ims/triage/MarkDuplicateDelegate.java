package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class MarkDuplicateDelegate implements JavaDelegate {

  private final Triage triage;

  MarkDuplicateDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    triage.markDuplicate(
        IncidentLifecycleProcess.incidentNumber(execution),
        (String) execution.getVariable(IncidentTriageProcess.TriageIncident.DUPLICATE_OF),
        (String) execution.getVariable(IncidentTriageProcess.TriageIncident.REASON));
    execution.setVariable(IncidentLifecycleProcess.ACCEPTED, false);
  }
}
