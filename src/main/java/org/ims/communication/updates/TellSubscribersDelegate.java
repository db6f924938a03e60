package org.ims.communication.updates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class TellSubscribersDelegate implements JavaDelegate {

  private final Updates updates;

  TellSubscribersDelegate(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String state = (String) execution.getVariable(ChangeAnnouncementProcess.STATE_TO);
    if (!ChangeAnnouncementProcess.SAME.equals(state)) {
      updates.tellSubscribers(
          execution.getProcessBusinessKey(),
          state,
          (Integer) execution.getVariable(ChangeAnnouncementProcess.MOVE));
    }
  }
}
