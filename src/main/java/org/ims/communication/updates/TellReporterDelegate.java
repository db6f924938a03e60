package org.ims.communication.updates;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class TellReporterDelegate implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    Notices.request(
        execution,
        (String) execution.getVariable(ChangeAnnouncementProcess.STATE_NOTICE),
        (Integer) execution.getVariable(ChangeAnnouncementProcess.MOVE),
        null);
  }
}
