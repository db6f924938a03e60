package org.ims.triage;

import static org.ims.triage.IncidentAssessmentProcess.IMPACT;
import static org.ims.triage.IncidentAssessmentProcess.IMPACT_BECAUSE;
import static org.ims.triage.IncidentAssessmentProcess.URGENCY;
import static org.ims.triage.IncidentAssessmentProcess.URGENCY_BECAUSE;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ApplyOverrideDelegate implements JavaDelegate {

  private final IncidentAssessments assessments;

  ApplyOverrideDelegate(IncidentAssessments assessments) {
    this.assessments = assessments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ImpactAssessment assessment =
        assessments.latest(IncidentLifecycleProcess.incidentNumber(execution)).orElseThrow();
    // Triages that began before assessments were confirmed come here without any override.
    if (!assessment.isOverridden()) {
      return;
    }
    execution.setVariable(IMPACT, assessment.impact());
    execution.setVariable(URGENCY, assessment.urgency());
    execution.setVariable(
        IMPACT_BECAUSE, assessment.impactBecause((String) execution.getVariable(IMPACT_BECAUSE)));
    execution.setVariable(
        URGENCY_BECAUSE,
        assessment.urgencyBecause((String) execution.getVariable(URGENCY_BECAUSE)));
  }
}
