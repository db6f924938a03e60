package org.ims.response;

import org.ims.servicelevel.ServiceLevels;

/** Contract of processes/response/ServiceLevelWatch.bpmn. */
final class ServiceLevelWatchProcess {

  static final String KEY = "ServiceLevelWatch";

  static final String MSG_SERVICE_LEVEL_MOVED = ServiceLevels.MSG_SERVICE_LEVEL_MOVED;

  /** Which promise is watched: {@code acknowledge} or {@code resolve}. */
  static final String WATCHED_TARGET = "watchedTarget";

  static final String PERCENT_REACHED = "percentReached";

  /** Outputs of the table; null when nobody is left to tell. */
  static final String REMINDER_PERCENT = "reminderPercent";

  static final String REMINDER_AUDIENCE = "reminderAudience";
  static final String REMINDER_BREACH = "reminderBreach";

  static final String REMINDER_DUE = "reminderDue";

  /** {@code running}, {@code standing-still} or {@code over}. */
  static final String CLOCK_STATE = "clockState";

  private ServiceLevelWatchProcess() {}
}
