package org.ims.triage;

import static org.ims.triage.IncidentTriageProcess.IMPACT;
import static org.ims.triage.IncidentTriageProcess.IMPACT_BECAUSE;
import static org.ims.triage.IncidentTriageProcess.URGENCY;
import static org.ims.triage.IncidentTriageProcess.URGENCY_BECAUSE;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ApplyOverrideDelegate implements JavaDelegate {

  private final Triage triage;

  ApplyOverrideDelegate(Triage triage) {
    this.triage = triage;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ImpactAssessment assessment =
        triage.applyOverride(
            IncidentLifecycleProcess.incidentNumber(execution),
            (Integer) execution.getVariable(IMPACT),
            (Integer) execution.getVariable(URGENCY));
    if (assessment.isOverridden()) {
      execution.setVariable(IMPACT, assessment.impact());
      execution.setVariable(URGENCY, assessment.urgency());
      execution.setVariable(
          IMPACT_BECAUSE, assessment.impactBecause((String) execution.getVariable(IMPACT_BECAUSE)));
      execution.setVariable(
          URGENCY_BECAUSE,
          assessment.urgencyBecause((String) execution.getVariable(URGENCY_BECAUSE)));
    }
  }
}
