package org.ims.response;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class AnnounceResolutionDelegate implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    Date confirmDue = (Date) execution.getVariable(IncidentResponseProcess.CONFIRM_DUE);
    Notices.request(
        execution,
        "resolution",
        (Integer) execution.getVariable(IncidentResponseProcess.RESOLUTION_ROUND),
        confirmDue.toInstant().toString());
  }
}
