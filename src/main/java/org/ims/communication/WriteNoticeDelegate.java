package org.ims.communication;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
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
    execution.setVariable(StakeholderCommunicationProcess.ADDRESS_KNOWN, notice.address() != null);
  }
}
