package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Recovery starts when a person claims it. */
@Component
class StartRecoveryListener implements TaskListener {

  private final Response response;

  StartRecoveryListener(Response response) {
    this.response = response;
  }

  @Override
  public void notify(DelegateTask task) {
    if (task.getAssignee() != null) {
      response.claimRecovery(task.getExecution().getProcessBusinessKey());
    }
  }
}
