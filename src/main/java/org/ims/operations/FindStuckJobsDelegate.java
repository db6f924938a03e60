package org.ims.operations;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class FindStuckJobsDelegate implements JavaDelegate {

  private final StuckJobs jobs;

  FindStuckJobsDelegate(StuckJobs jobs) {
    this.jobs = jobs;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        StuckJobWatchProcess.LETTERS,
        jobs.find(execution.getProcessInstanceId(), StuckJobWatchProcess.KEY));
  }
}
