package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ConfirmBySilenceDelegate implements JavaDelegate {

  private final Response response;

  ConfirmBySilenceDelegate(Response response) {
    this.response = response;
  }

  @Override
  public void execute(DelegateExecution execution) {
    response.confirmBySilence(IncidentLifecycleProcess.incidentNumber(execution), Actor.SYSTEM);
  }
}
