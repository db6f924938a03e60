package org.ims.response;

/** Contract of processes/response/MajorIncident.bpmn. */
final class MajorIncidentProcess {

  static final String KEY = "MajorIncident";

  /** The tables promoted the incident while somebody was still to decide. */
  static final String MSG_MAJOR_INCIDENT_PROMOTED = "Msg_MajorIncidentPromoted";

  static final String MSG_SUB_TEAM_FORMED = "Msg_SubTeamFormed";
  static final String MSG_LOG_OPENED = "Msg_LogOpened";

  static final String MAJOR_STEP = "majorStep";
  static final String PROMOTED = "promoted";
  static final String CURRENT_COMMANDER = "currentCommander";
  static final String COMMAND_NEXT = "commandNext";
  static final String STOOD_DOWN = "stoodDown";

  /** Facts of one sub-team, known to its part of the process alone. */
  static final String SUB_TEAM_ID = "subTeamId";

  static final String SUB_TEAM_NAME = "subTeamName";
  static final String SUB_TEAM_LEAD = "subTeamLead";
  static final String MISSION_DONE = "missionDone";

  static final String LOG_KEEPER = "logKeeper";
  static final String LOG_COMPLETE = "logComplete";

  private MajorIncidentProcess() {}

  /** Fields of forms/response/DecideMajorIncident.form. */
  static final class DecideMajorIncident {
    static final String DECISION = "decision";
    static final String REASON = "reason";

    private DecideMajorIncident() {}
  }

  /** Fields of forms/response/FormResponseTeam.form. */
  static final class FormResponseTeam {
    static final String COMMANDER = "commander";
    static final String DEPUTY = "deputy";
    static final String SCRIBE = "scribe";
    static final String EXPERTS = "experts";
    static final String COMMS_INTERNAL = "commsInternal";
    static final String COMMS_EXTERNAL = "commsExternal";
    static final String BRIDGE = "bridge";
    static final String PLAYBOOKS = "playbooks";
    static final String SUB_TEAMS = "subTeams";

    private FormResponseTeam() {}
  }

  /** Fields of forms/response/CommandIncident.form. */
  static final class CommandIncident {
    static final String NEXT = "next";
    static final String NEW_COMMANDER = "newCommander";
    static final String NEW_DEPUTY = "newDeputy";
    static final String TEAM_NAME = "teamName";
    static final String TEAM_LEAD = "teamLead";
    static final String TEAM_MISSION = "teamMission";
    static final String END_SUB_TEAMS = "endSubTeams";
    static final String REASON = "reason";

    private CommandIncident() {}
  }

  /** Fields of forms/response/LeadSubTeam.form. */
  static final class LeadSubTeam {
    static final String PROGRESS = "progress";
    static final String OUTCOME = "outcome";

    private LeadSubTeam() {}
  }

  /** Fields of forms/response/KeepLog.form. */
  static final class KeepLog {
    static final String ENTRY_KIND = "entryKind";
    static final String ENTRY = "entry";
    static final String LOG_STATE = "logState";

    private KeepLog() {}
  }
}
