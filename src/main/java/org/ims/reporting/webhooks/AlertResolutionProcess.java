package org.ims.reporting.webhooks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ims.engine.IncidentLifecycleProcess;

/** Contract of processes/reporting/webhooks/AlertResolution.bpmn. */
final class AlertResolutionProcess {

  static final String KEY = "AlertResolution";

  /** The source takes back that it is over. */
  static final String MSG_ALERT_FIRES_AGAIN = "Msg_AlertFiresAgain";

  /** By when the question is to be answered. */
  static final String CONSIDER_DUE = "considerDue";

  private AlertResolutionProcess() {}

  static long groupId(DelegateExecution execution) {
    return (Long) execution.getVariable(IncidentLifecycleProcess.ALERT_GROUP_ID);
  }

  /** Fields of forms/reporting/webhooks/ConsiderResolution.form. */
  static final class ConsiderResolution {
    static final String VERDICT = "verdict";
    static final String COMMENT = "verdictComment";

    private ConsiderResolution() {}
  }
}
