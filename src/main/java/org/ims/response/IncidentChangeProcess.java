package org.ims.response;

/** Contract of processes/response/IncidentChange.bpmn. */
final class IncidentChangeProcess {

  static final String KEY = "IncidentChange";

  /** Which row says who asked for the change, and why. */
  static final String CHANGE_ID = "changeId";

  private IncidentChangeProcess() {}

  /** Fields of forms/response/ChangeIncident.form, the start form. */
  static final class ChangeIncident {
    static final String INCIDENT = "incident";
    static final String CHANGE = "change";
    static final String CHANGE_NOTE = "changeNote";
    static final String TO_TEAM = "toTeam";
    static final String OTHER_INCIDENT = "otherIncident";

    private ChangeIncident() {}
  }
}
