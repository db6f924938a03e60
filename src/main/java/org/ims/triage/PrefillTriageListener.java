package org.ims.triage;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.catalogue.Service;
import org.ims.catalogue.Services;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * Fills in what is known when triage begins, so that the service desk confirms instead of typing.
 */
@Component
class PrefillTriageListener implements TaskListener {

  private final Incidents incidents;
  private final Services services;

  PrefillTriageListener(Incidents incidents, Services services) {
    this.incidents = incidents;
    this.services = services;
  }

  @Override
  public void notify(DelegateTask task) {
    DelegateExecution execution = task.getExecution();
    Incident incident = incidents.get(execution.getProcessBusinessKey());
    // Not local to the task: the form would write it back there, and it would go with the task.
    execution.setVariable(
        IncidentTriageProcess.TriageIncident.CRITICAL_FUNCTION,
        services
            .findActive(incident.report().service())
            .map(Service::criticalFunction)
            .orElse(false));
    execution.setVariable(
        IncidentTriageProcess.TriageIncident.AWARE_AT, incident.recordedAt().toString());
  }
}
