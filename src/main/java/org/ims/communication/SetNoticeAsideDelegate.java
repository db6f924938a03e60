package org.ims.communication;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class SetNoticeAsideDelegate implements JavaDelegate {

  private final Communication communication;

  SetNoticeAsideDelegate(Communication communication) {
    this.communication = communication;
  }

  @Override
  public void execute(DelegateExecution execution) {
    communication.setAside((Long) execution.getVariable(NoticeDeliveryProcess.NOTICE_ID));
    execution.setVariable(NoticeDeliveryProcess.ATTEMPT, 0);
  }
}
