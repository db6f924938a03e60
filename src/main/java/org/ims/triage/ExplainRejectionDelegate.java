package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.springframework.stereotype.Component;

@Component
class ExplainRejectionDelegate implements JavaDelegate {

  @Override
  public void execute(DelegateExecution execution) {
    Notices.request(execution, "rejection", 1, null);
  }
}
