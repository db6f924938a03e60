package org.ims.response;

import org.ims.servicelevel.ServiceLevels;

/** Contract of processes/response/EscalationLadder.bpmn. */
final class EscalationLadderProcess {

  static final String KEY = "EscalationLadder";

  /** Somebody has taken the work, or it needs nobody at present. */
  static final String MSG_TASK_CLAIMED = "Msg_TaskClaimed";

  /** Work lies there that nobody has: it is new, or was given back. */
  static final String MSG_TASK_GIVEN_BACK = "Msg_TaskGivenBack";

  static final String MSG_SERVICE_LEVEL_MOVED = ServiceLevels.MSG_SERVICE_LEVEL_MOVED;

  /** Whether anybody is to work on the incident at all. */
  static final String STILL_PURSUED = "stillPursued";

  /** The level that is told next. */
  static final String ESCALATION_LEVEL = "escalationLevel";

  /** Since when that level waits. */
  static final String ESCALATION_FROM = "escalationFrom";

  /** Outputs of the table; null above the last level. */
  static final String ESCALATE_WITHIN = "escalateWithin";

  static final String ESCALATION_CALENDAR = "escalationCalendar";
  static final String ESCALATION_AUDIENCE = "escalationAudience";

  static final String ESCALATION_DUE = "escalationDue";

  private EscalationLadderProcess() {}
}
