package org.ims.communication;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class SendNoticeDelegate implements JavaDelegate {

  private final Communication communication;

  SendNoticeDelegate(Communication communication) {
    this.communication = communication;
  }

  @Override
  public void execute(DelegateExecution execution) {
    communication.send((Long) execution.getVariable(NoticeDeliveryProcess.NOTICE_ID));
  }
}
