package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

@Component
class ResumeIncidentDelegate implements JavaDelegate {

  private final Waiting waiting;
  private final Occurrences occurrences;

  ResumeIncidentDelegate(Waiting waiting, Occurrences occurrences) {
    this.waiting = waiting;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    waiting.resume(number);
    if (isUnclaimed(execution)) {
      occurrences.happened(number, EscalationLadderProcess.MSG_TASK_GIVEN_BACK);
    }
  }

  /** The task that waited is the only one of this process: that of the hold is done. */
  private static boolean isUnclaimed(DelegateExecution execution) {
    return execution
            .getProcessEngineServices()
            .getTaskService()
            .createTaskQuery()
            .processInstanceId(execution.getProcessInstanceId())
            .taskUnassigned()
            .count()
        > 0;
  }
}
