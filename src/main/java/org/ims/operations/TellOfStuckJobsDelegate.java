package org.ims.operations;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class TellOfStuckJobsDelegate implements JavaDelegate {

  private final StuckJobs jobs;

  TellOfStuckJobsDelegate(StuckJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void execute(DelegateExecution execution) {
    int position = (Integer) execution.getVariable(StuckJobWatchProcess.POSITION);
    if (!jobs.tell(execution.getProcessInstanceId(), position)) {
      // The engine tries again, after the pauses of the model.
      throw new IllegalStateException("A letter about stuck jobs was not taken for now.");
    }
  }
}
