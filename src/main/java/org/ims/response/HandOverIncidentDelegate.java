package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.TO_TEAM;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class HandOverIncidentDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Clock clock;

  HandOverIncidentDelegate(IncidentChanges changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String team = form.requiredText(TO_TEAM, SubmittedForm.TEXT_LINE);
    form.accept();
    changes.handOver((Long) execution.getVariable(CHANGE_ID), team);
  }
}
