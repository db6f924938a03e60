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
  private final Waiting waiting;

  FollowClaimListener(Occurrences occurrences, Waiting waiting) {
    this.occurrences = occurrences;
    this.waiting = waiting;
  }

  @Override
  public void notify(DelegateTask task) {
    String number = task.getExecution().getProcessBusinessKey();
    if (task.getAssignee() != null || task.getEventName().equals(EVENTNAME_COMPLETE)) {
      occurrences.happened(number, EscalationLadderProcess.MSG_TASK_CLAIMED);
    } else if (!waiting.isOnHold(number)) {
      occurrences.happened(number, EscalationLadderProcess.MSG_TASK_GIVEN_BACK);
    }
  }
}
