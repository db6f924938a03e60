package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * Names the task by what is asked for, so that a list of tasks can be read; in a restricted
 * incident that would tell too much to those who only see the list.
 */
@Component
class NameAdHocTaskListener implements TaskListener {

  /** Leaves room for the incident's number and title in the name of the task. */
  private static final int LONGEST = 80;

  private final Incidents incidents;

  NameAdHocTaskListener(Incidents incidents) {
    this.incidents = incidents;
  }

  @Override
  public void notify(DelegateTask task) {
    if (incidents.get(task.getExecution().getProcessBusinessKey()).report().restricted()) {
      return;
    }
    String what = (String) task.getVariable(AdHocTaskProcess.DoAdHocTask.TASK_WHAT);
    String line = what.replaceAll("\\s+", " ").strip();
    task.setName(line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
  }
}
