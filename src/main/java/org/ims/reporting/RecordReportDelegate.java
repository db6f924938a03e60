package org.ims.reporting;

import static org.ims.reporting.IncidentReportingProcess.ReportIncident.CONTACT;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.DESCRIPTION;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.DRILL;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.LOCATION;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.NOTICED_AT;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.OCCURRED_AT;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.PEOPLE_AT_RISK;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.PERSONAL_DATA_INVOLVED;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.RESTRICTED;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.SERVICE;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.SUSPECTED_SECURITY;
import static org.ims.reporting.IncidentReportingProcess.ReportIncident.TITLE;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.PersonalData;
import org.ims.incident.Report;
import org.springframework.stereotype.Component;

/**
 * Stores what the start form says, or takes up what the API stored before it started the process:
 * then the business key is there already.
 */
@Component
class RecordReportDelegate implements JavaDelegate {

  private final IncidentReports reports;
  private final Incidents incidents;
  private final Clock clock;

  RecordReportDelegate(IncidentReports reports, Incidents incidents, Clock clock) {
    this.reports = reports;
    this.incidents = incidents;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = execution.getProcessBusinessKey();
    Incident incident = number == null ? recordForm(execution) : incidents.get(number);
    execution.setVariable(IncidentLifecycleProcess.INCIDENT_NUMBER, incident.number());
    execution.setVariable(IncidentLifecycleProcess.TITLE, incident.report().title());
    execution.setVariable(IncidentLifecycleProcess.SERVICE, incident.report().service());
    execution.setVariable(IncidentLifecycleProcess.REPORTER, incident.report().reporter());
  }

  private Incident recordForm(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Report report = read(form, Actor.of(execution.getProcessEngineServices()));
    DelegateExecution lifecycle = execution.getSuperExecution();
    form.accept();
    form.removeFrom(lifecycle);
    Incident incident = reports.record(report);
    execution.setProcessBusinessKey(incident.number());
    lifecycle.setProcessBusinessKey(incident.number());
    return incident;
  }

  private static Report read(SubmittedForm form, String reporter) {
    return new Report(
        form.requiredText(TITLE, IncidentReports.TITLE),
        form.requiredText(DESCRIPTION, IncidentReports.DESCRIPTION),
        form.requiredText(SERVICE, SubmittedForm.TEXT_LINE),
        form.text(LOCATION, IncidentReports.LINE),
        form.text(CONTACT, IncidentReports.LINE),
        reporter,
        Report.Source.FORM,
        form.instant(OCCURRED_AT),
        form.requiredPastInstant(NOTICED_AT),
        form.requiredYesNo(SUSPECTED_SECURITY),
        form.requiredChoice(PERSONAL_DATA_INVOLVED, PersonalData.class),
        form.requiredYesNo(PEOPLE_AT_RISK),
        form.ticked(RESTRICTED),
        form.ticked(DRILL));
  }
}
