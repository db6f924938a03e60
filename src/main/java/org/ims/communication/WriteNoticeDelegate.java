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
            (String) execution.getVariable(StakeholderCommunicationProcess.NOTICE_KIND),
            (Integer) execution.getVariable(StakeholderCommunicationProcess.NOTICE_ROUND),
            (String) execution.getVariable(StakeholderCommunicationProcess.NOTICE_DETAIL),
            (String) execution.getVariable(StakeholderCommunicationProcess.NOTICE_RECIPIENT));
    execution.setVariable(StakeholderCommunicationProcess.NOTICE_ID, notice.id());
    execution.setVariable(
        StakeholderCommunicationProcess.TO_BE_SENT, notice.state() == Notice.State.PENDING);
    for (String address : communication.drillRecipientsOf(notice)) {
      Notices.repeat(execution, address);
    }
  }
}
