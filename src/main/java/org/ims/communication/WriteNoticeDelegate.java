package org.ims.communication;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class WriteNoticeDelegate implements JavaDelegate {

  private final Communication communication;

  WriteNoticeDelegate(Communication communication) {
    this.communication = communication;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Notice notice =
        communication.write(
            execution.getProcessBusinessKey(),
            (String) execution.getVariable(NoticeDeliveryProcess.NOTICE_KIND),
            (Integer) execution.getVariable(NoticeDeliveryProcess.NOTICE_ROUND),
            (String) execution.getVariable(NoticeDeliveryProcess.NOTICE_DETAIL),
            (String) execution.getVariable(NoticeDeliveryProcess.NOTICE_RECIPIENT));
    execution.setVariable(NoticeDeliveryProcess.NOTICE_ID, notice.id());
    execution.setVariable(NoticeDeliveryProcess.TO_BE_SENT, notice.state() == Notice.State.PENDING);
    for (String address : communication.drillRecipientsOf(notice)) {
      Notices.repeat(execution, address);
    }
  }
}
