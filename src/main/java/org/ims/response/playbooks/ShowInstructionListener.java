package org.ims.response.playbooks;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/**
 * Shows in the form what the process owner wrote as the documentation of the step. The text is
 * local to the task and goes with it.
 */
@Component
class ShowInstructionListener implements TaskListener {

  @Override
  public void notify(DelegateTask task) {
    String instruction = task.getDescription() == null ? "" : task.getDescription().strip();
    task.setVariableLocal(PlaybookProcess.PlaybookStep.INSTRUCTION, instruction);
  }
}
