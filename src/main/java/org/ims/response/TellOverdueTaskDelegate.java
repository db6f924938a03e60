package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class TellOverdueTaskDelegate implements JavaDelegate {

  private final AdHocTasks tasks;

  TellOverdueTaskDelegate(AdHocTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void execute(DelegateExecution execution) {
    tasks.tellOverdue(AdHocTaskProcess.taskId(execution));
  }
}
