package org.ims.triage;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

@Component
class RecordPriorityDelegate implements JavaDelegate {

  private final Triage triage;

  RecordPriorityDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Incident incident =
        triage.assess(
            IncidentLifecycleProcess.incidentNumber(execution),
            new Triage.PriorityResult(
                text(execution, IncidentLifecycleProcess.PRIORITY),
                text(execution, IncidentTriageProcess.IMPACT_BECAUSE),
                text(execution, IncidentTriageProcess.URGENCY_BECAUSE),
                text(execution, IncidentLifecycleProcess.TEAM),
                text(execution, IncidentTriageProcess.TEAM_BECAUSE),
                text(execution, IncidentTriageProcess.ACKNOWLEDGE_WITHIN),
                text(execution, IncidentTriageProcess.ASSESS_WITHIN),
                text(execution, IncidentTriageProcess.RESOLVE_WITHIN),
                text(execution, IncidentTriageProcess.CALENDAR),
                text(execution, IncidentTriageProcess.VERIFY_WITHIN),
                text(execution, IncidentTriageProcess.CONFIRM_WITHIN),
                text(execution, IncidentTriageProcess.CLOSE_WITHIN)));
    execution.setVariable(
        IncidentLifecycleProcess.RESOLVE_DUE, Date.from(incident.serviceLevel().resolveDue()));
    execution.setVariable(IncidentLifecycleProcess.ACCEPTED, true);
  }

  private static String text(DelegateExecution execution, String variable) {
    return (String) execution.getVariable(variable);
  }
}
