package org.ims.engine.playbooks;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnDecisionResultEntries;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/**
 * Starts the playbooks that PlaybookDecision has collected. The engine holds the result of a table
 * under this name until its task is left, and never stores it: a list is no process variable.
 */
@Component
class ChoosePlaybooksListener implements ExecutionListener {

  private static final String RESULT = "decisionResult";
  private static final String BECAUSE = "because";

  private final Playbooks playbooks;

  ChoosePlaybooksListener(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public void notify(DelegateExecution execution) {
    DmnDecisionResult chosen = (DmnDecisionResult) execution.getVariable(RESULT);
    for (DmnDecisionResultEntries row : chosen) {
      playbooks.startOnce(
          IncidentLifecycleProcess.incidentNumber(execution),
          row.getEntry(IncidentLifecycleProcess.PLAYBOOK),
          row.getEntry(BECAUSE),
          Actor.SYSTEM);
    }
  }
}
