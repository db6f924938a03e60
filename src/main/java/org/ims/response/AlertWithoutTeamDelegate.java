package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class AlertWithoutTeamDelegate implements JavaDelegate {

  private final MajorIncidents majorIncidents;

  AlertWithoutTeamDelegate(MajorIncidents majorIncidents) {
    this.majorIncidents = majorIncidents;
  }

  @Override
  public void execute(DelegateExecution execution) {
    majorIncidents.alertWithoutTeam(IncidentLifecycleProcess.incidentNumber(execution));
  }
}
