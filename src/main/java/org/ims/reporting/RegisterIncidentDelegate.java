package org.ims.reporting;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.ServiceLevel;
import org.ims.servicelevel.Targets;
import org.springframework.stereotype.Component;

@Component
class RegisterIncidentDelegate implements JavaDelegate {

  private final IncidentReports reports;

  RegisterIncidentDelegate(IncidentReports reports) {
    this.reports = reports;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ServiceLevel promised =
        reports.register(
            IncidentLifecycleProcess.incidentNumber(execution),
            Targets.provisional(
                (String) execution.getVariable(IncidentReportingProcess.ACKNOWLEDGE_WITHIN),
                (String) execution.getVariable(IncidentReportingProcess.ASSESS_WITHIN),
                (String) execution.getVariable(IncidentReportingProcess.CALENDAR)));
    execution.setVariable(
        IncidentLifecycleProcess.ACKNOWLEDGE_DUE, Date.from(promised.acknowledgeDue()));
    execution.setVariable(IncidentLifecycleProcess.ASSESS_DUE, Date.from(promised.assessDue()));
  }
}
