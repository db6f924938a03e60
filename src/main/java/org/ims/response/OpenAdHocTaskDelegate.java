package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class OpenAdHocTaskDelegate implements JavaDelegate {

  private final AdHocTasks tasks;

  OpenAdHocTaskDelegate(AdHocTasks tasks) {
    this.tasks = tasks;
  }

  @Override
  public void execute(DelegateExecution execution) {
    AdHocTask task = tasks.get(AdHocTaskProcess.taskId(execution));
    execution.setVariable(AdHocTaskProcess.TASK_OWNER, task.owner());
    execution.setVariable(AdHocTaskProcess.TASK_DUE, Date.from(task.due()));
    execution.setVariable(AdHocTaskProcess.DoAdHocTask.TASK_WHAT, task.what());
    execution.setVariable(
        IncidentLifecycleProcess.TEAM,
        tasks.teamOf(IncidentLifecycleProcess.incidentNumber(execution)));
  }
}
