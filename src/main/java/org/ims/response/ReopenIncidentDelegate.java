package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Notices;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

@Component
class ReopenIncidentDelegate implements JavaDelegate {

  private final IncidentChanges changes;

  ReopenIncidentDelegate(IncidentChanges changes) {
    this.changes = changes;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Incident incident = changes.reopen((Long) execution.getVariable(CHANGE_ID));
    Notices.request(execution, "reopening", incident.reopenCount(), null);
  }
}
