package org.ims.reporting.webhooks;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class OpenAlertResolutionDelegate implements JavaDelegate {

  private final AlertResolutions resolutions;

  OpenAlertResolutionDelegate(AlertResolutions resolutions) {
    this.resolutions = resolutions;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        IncidentLifecycleProcess.TEAM,
        resolutions.askedGroup(IncidentLifecycleProcess.incidentNumber(execution)));
    execution.setVariable(AlertResolutionProcess.CONSIDER_DUE, Date.from(resolutions.due()));
  }
}
