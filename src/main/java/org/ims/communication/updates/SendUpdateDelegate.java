package org.ims.communication.updates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class SendUpdateDelegate implements JavaDelegate {

  private final Updates updates;

  SendUpdateDelegate(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        StakeholderCommunicationProcess.ALL_CLEAR,
        updates.send(StakeholderCommunicationProcess.communicationId(execution)));
  }
}
