package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class AnnounceNewFactsDelegate implements JavaDelegate {

  private final IncidentChanges changes;

  AnnounceNewFactsDelegate(IncidentChanges changes) {
    this.changes = changes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    changes.announceNewFacts((Long) execution.getVariable(CHANGE_ID));
  }
}
