package org.ims.documentation.journal;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class SealJournalDelegate implements JavaDelegate {

  private final Checkpoints checkpoints;

  SealJournalDelegate(Checkpoints checkpoints) {
    this.checkpoints = checkpoints;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(JournalCheckpointProcess.CHECKPOINT, checkpoints.make().orElse(null));
  }
}
