package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

/**
 * Tells the escalation ladder whether somebody has the work: a claim or its end stops the climb.
 */
@Component
class FollowClaimListener implements TaskListener {

  private final Occurrences occurrences;

  FollowClaimListener(Occurrences occurrences) {
    this.occurrences = occurrences;
  }

  @Override
  public void notify(DelegateTask task) {
    boolean nobody =
        task.getAssignee() == null && !task.getEventName().equals(TaskListener.EVENTNAME_COMPLETE);
    occurrences.happened(
        task.getExecution().getProcessBusinessKey(),
        nobody
            ? EscalationLadderProcess.MSG_TASK_GIVEN_BACK
            : EscalationLadderProcess.MSG_TASK_CLAIMED);
  }
}
