package org.ims.triage;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

@Component
class RecordPriorityDelegate implements JavaDelegate {

  private final IncidentAssessments assessments;

  RecordPriorityDelegate(IncidentAssessments assessments) {
    this.assessments = assessments;
  }

  @Override
  public void execute(DelegateExecution execution) {
    TableResults results = IncidentAssessmentProcess.results(execution);
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    boolean stillOpen = assessments.apply(number, results);
    execution.setVariable(IncidentAssessmentProcess.STILL_OPEN, stillOpen);
    execution.setVariable(IncidentLifecycleProcess.ACCEPTED, stillOpen);
    if (stillOpen) {
      Incident incident = assessments.incident(number);
      Instant resolveDue = incident.serviceLevel().resolveDue();
      execution.setVariable(
          IncidentLifecycleProcess.RESOLVE_DUE, resolveDue == null ? null : Date.from(resolveDue));
      execution.setVariable(
          IncidentAssessmentProcess.MAJOR_PROPOSED, assessments.proposesMajor(number, results));
    }
  }
}
