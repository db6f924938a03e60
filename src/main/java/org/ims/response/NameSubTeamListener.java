package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * Names the task by its sub-team: one person may lead two of them. The sub-teams of a restricted
 * incident are told apart by their missions only, which its people read in the form.
 */
@Component
class NameSubTeamListener implements TaskListener {

  private final Incidents incidents;

  NameSubTeamListener(Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public void notify(DelegateTask task) {
    if (incidents.get(task.getExecution().getProcessBusinessKey()).report().restricted()) {
      return;
    }
    task.setName(
        "%s %s".formatted(task.getName(), task.getVariable(MajorIncidentProcess.SUB_TEAM_NAME)));
  }
}
