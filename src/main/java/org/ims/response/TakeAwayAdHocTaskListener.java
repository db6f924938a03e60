package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.engine.Actor;
import org.springframework.stereotype.Component;

/** Whatever ends the process early, a withdrawal or an administrator, ends the duty too. */
@Component
class TakeAwayAdHocTaskListener implements TaskListener {

  private final AdHocTasks tasks;

  TakeAwayAdHocTaskListener(AdHocTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void notify(DelegateTask task) {
    tasks.takenAway(
        AdHocTaskProcess.taskId(task.getExecution()), Actor.of(task.getProcessEngineServices()));
  }
}
