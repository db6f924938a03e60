package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class ReadMajorIncidentDelegate implements JavaDelegate {

  private final Response response;

  ReadMajorIncidentDelegate(Response response) {
    this.response = response;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        IncidentResponseProcess.MAJOR_INCIDENT,
        response.needsAWord(IncidentLifecycleProcess.incidentNumber(execution)));
  }
}
