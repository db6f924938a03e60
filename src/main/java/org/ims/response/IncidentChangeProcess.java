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
    static final String HOLD_REASON = "holdReason";
    static final String TO_TEAM = "toTeam";
    static final String OTHER_INCIDENT = "otherIncident";
    static final String PLAYBOOK = "playbook";
    static final String TASK_OWNER = "taskOwner";
    static final String TASK_DUE = "taskDue";
    static final String TASK_PRIORITY = "taskPriority";
    static final String EFFORT_PERSON = "effortPerson";
    static final String EFFORT_HOURS = "effortHours";
    static final String EFFORT_COST = "effortCost";

    private ChangeIncident() {}
  }
}
