package org.ims.communication.updates;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/**
 * Opens the communication with the audiences that AudienceDecision has collected. The engine holds
 * the result of a table until its task is left, and never stores it.
 */
@Component
class ChooseAudiencesListener implements ExecutionListener {

  private final Updates updates;

  ChooseAudiencesListener(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void notify(DelegateExecution execution) {
    DmnDecisionResult chosen = (DmnDecisionResult) execution.getVariable("decisionResult");
    updates.open(
        IncidentLifecycleProcess.incidentNumber(execution),
        chosen.getResultList().stream().map(Audience::of).toList());
  }
}
