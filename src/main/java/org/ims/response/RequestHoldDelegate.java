package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.HOLD_REASON;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.SubmittedForm;
import org.ims.incident.HoldReason;
import org.springframework.stereotype.Component;

@Component
class RequestHoldDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Clock clock;

  RequestHoldDelegate(IncidentChanges changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    HoldReason reason = form.requiredChoice(HOLD_REASON, HoldReason.class);
    form.accept();
    changes.requestHold((Long) execution.getVariable(CHANGE_ID), reason);
  }
}
