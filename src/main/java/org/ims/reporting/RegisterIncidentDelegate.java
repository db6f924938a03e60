package org.ims.reporting;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.calendar.ServiceCalendars;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.ServiceLevel;
import org.springframework.stereotype.Component;

@Component
class RegisterIncidentDelegate implements JavaDelegate {

  private final IncidentReports reports;
  private final Incidents incidents;
  private final ServiceCalendars calendars;

  RegisterIncidentDelegate(
      IncidentReports reports, Incidents incidents, ServiceCalendars calendars) {
    this.reports = reports;
    this.incidents = incidents;
    this.calendars = calendars;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Incident incident = incidents.get(IncidentLifecycleProcess.incidentNumber(execution));
    String calendar = (String) execution.getVariable(IncidentReportingProcess.CALENDAR);
    Instant acknowledgeDue =
        due(execution, IncidentReportingProcess.ACKNOWLEDGE_WITHIN, calendar, incident);
    Instant assessDue = due(execution, IncidentReportingProcess.ASSESS_WITHIN, calendar, incident);
    reports.register(
        incident.number(),
        new ServiceLevel(acknowledgeDue, assessDue, null, calendar, null, null, null));
    execution.setVariable(IncidentLifecycleProcess.ACKNOWLEDGE_DUE, Date.from(acknowledgeDue));
    execution.setVariable(IncidentLifecycleProcess.ASSESS_DUE, Date.from(assessDue));
  }

  private Instant due(
      DelegateExecution execution, String within, String calendar, Incident incident) {
    return calendars.due(incident.recordedAt(), (String) execution.getVariable(within), calendar);
  }
}
