package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Names the task by its sub-team: one person may lead two of them. */
@Component
class NameSubTeamListener implements TaskListener {

  @Override
  public void notify(DelegateTask task) {
    task.setName(
        "%s %s".formatted(task.getName(), task.getVariable(MajorIncidentProcess.SUB_TEAM_NAME)));
  }
}
