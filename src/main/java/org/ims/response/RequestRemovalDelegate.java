package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class RequestRemovalDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Countermeasures countermeasures;

  RequestRemovalDelegate(IncidentChanges changes, Countermeasures countermeasures) {
    this.changes = changes;
    this.countermeasures = countermeasures;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Change change = changes.get((Long) execution.getVariable(CHANGE_ID));
    countermeasures.requestRemoval(change.incidentNumber());
  }
}
