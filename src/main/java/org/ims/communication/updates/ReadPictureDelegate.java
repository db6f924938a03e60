package org.ims.communication.updates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class ReadPictureDelegate implements JavaDelegate {

  private final Updates updates;

  ReadPictureDelegate(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Updates.Picture picture =
        updates.picture(StakeholderCommunicationProcess.communicationId(execution));
    execution.setVariable(StakeholderCommunicationProcess.PRIORITY, picture.priority());
    execution.setVariable(StakeholderCommunicationProcess.STAGE, picture.stage());
    execution.setVariable(
        StakeholderCommunicationProcess.APPROVAL_NEEDED, picture.approvalNeeded());
  }
}
