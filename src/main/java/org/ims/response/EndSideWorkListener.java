package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/** However the command ends, also with a withdrawn incident, no sub-team goes on without it. */
@Component
class EndSideWorkListener implements ExecutionListener {

  private final SideWork sideWork;

  EndSideWorkListener(SideWork sideWork) {
    this.sideWork = sideWork;
  }

  @Override
  public void notify(DelegateExecution execution) {
    sideWork.end(IncidentLifecycleProcess.incidentNumber(execution));
  }
}
