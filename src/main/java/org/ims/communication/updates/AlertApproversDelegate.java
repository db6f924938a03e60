package org.ims.communication.updates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class AlertApproversDelegate implements JavaDelegate {

  private final Updates updates;

  AlertApproversDelegate(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    updates.alarmUnapproved(StakeholderCommunicationProcess.communicationId(execution));
  }
}
