package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The response starts when a person claims the investigation. */
@Component
class StartResponseListener implements TaskListener {

  private final Response response;

  StartResponseListener(Response response) {
    this.response = response;
  }

  @Override
  public void notify(DelegateTask task) {
    if (task.getAssignee() != null) {
      response.claimInvestigation(task.getExecution().getProcessBusinessKey(), task.getAssignee());
    }
  }
}
