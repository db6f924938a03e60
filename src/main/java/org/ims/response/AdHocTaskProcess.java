package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.ims.engine.IncidentLifecycleProcess;

/** Contract of processes/response/AdHocTask.bpmn. */
final class AdHocTaskProcess {

  static final String KEY = "AdHocTask";

  static final String TASK_OWNER = "taskOwner";
  static final String TASK_DUE = "taskDue";

  private AdHocTaskProcess() {}

  /** Which of the incident's ad-hoc tasks the process is about. */
  static long taskId(DelegateExecution execution) {
    return (Long) execution.getVariable(IncidentLifecycleProcess.AD_HOC_TASK_ID);
  }

  /** Fields of forms/response/DoAdHocTask.form. */
  static final class DoAdHocTask {
    /** What is asked for; shown and never submitted. */
    static final String TASK_WHAT = "taskWhat";

    static final String OUTCOME = "outcome";
    static final String RESULT = "result";
    static final String HOURS = "hours";
    static final String CANCEL_REASON = "cancelReason";

    private DoAdHocTask() {}
  }
}
