package org.ims.reporting;

/** Contract of processes/reporting/IncidentReporting.bpmn. */
final class IncidentReportingProcess {

  static final String KEY = "IncidentReporting";

  /** Outputs of ServiceLevelDecision for an incident that nobody has assessed yet. */
  static final String ACKNOWLEDGE_WITHIN = "acknowledgeWithin";

  static final String ASSESS_WITHIN = "assessWithin";
  static final String CALENDAR = "calendar";

  private IncidentReportingProcess() {}

  /** Fields of forms/reporting/ReportIncident.form, the start form of the lifecycle. */
  static final class ReportIncident {
    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String OCCURRED_AT = "occurredAt";
    static final String NOTICED_AT = "noticedAt";
    static final String SERVICE = "service";
    static final String LOCATION = "location";
    static final String SUSPECTED_SECURITY = "suspectedSecurity";
    static final String PERSONAL_DATA_INVOLVED = "personalDataInvolved";
    static final String PEOPLE_AT_RISK = "peopleAtRisk";
    static final String CONTACT = "contact";
    static final String RESTRICTED = "restricted";
    static final String DRILL = "drill";

    private ReportIncident() {}
  }
}
