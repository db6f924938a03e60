package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Names the task by what is asked for, so that a list of tasks can be read. */
@Component
class NameAdHocTaskListener implements TaskListener {

  /** Leaves room for the incident's number and title in the name of the task. */
  private static final int LONGEST = 80;

  @Override
  public void notify(DelegateTask task) {
    String what = (String) task.getVariable(AdHocTaskProcess.DoAdHocTask.TASK_WHAT);
    String line = what.replaceAll("\\s+", " ").strip();
    task.setName(line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…");
  }
}
