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
    Communication.Attempt attempt =
        communication.send((Long) execution.getVariable(NoticeDeliveryProcess.NOTICE_ID));
    if (!attempt.delivered() && !NoticeDeliveryProcess.asksTheTable(execution)) {
      throw new NotDeliveredException(attempt.because(), attempt.forGood(), null);
    }
    Integer before = (Integer) execution.getVariable(NoticeDeliveryProcess.ATTEMPT);
    execution.setVariable(NoticeDeliveryProcess.ATTEMPT, before == null ? 1 : before + 1);
    execution.setVariable(NoticeDeliveryProcess.REFUSED_FOR_GOOD, attempt.forGood());
    execution.setVariable(NoticeDeliveryProcess.DELIVERED, attempt.delivered());
  }
}
