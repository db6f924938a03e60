package org.ims.reporting;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class AcknowledgeReportDelegate implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    Notices.request(execution, "acknowledgement", 1, null);
  }
}
