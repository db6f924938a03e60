package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class RemindOfVerificationDelegate implements JavaDelegate {

  private final Response response;

  RemindOfVerificationDelegate(Response response) {
    this.response = response;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ResolveIncidentDelegate.keep(
        response.remindOfVerification(
            IncidentLifecycleProcess.incidentNumber(execution),
            (Integer) execution.getVariable(IncidentResponseProcess.RESOLUTION_ROUND)),
        execution);
  }
}
