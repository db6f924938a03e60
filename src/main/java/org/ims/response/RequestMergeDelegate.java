package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.OTHER_INCIDENT;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Caller;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RequestMergeDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Caller caller;
  private final Clock clock;

  RequestMergeDelegate(IncidentChanges changes, Caller caller, Clock clock) {
    this.changes = changes;
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String other = form.requiredText(OTHER_INCIDENT, SubmittedForm.TEXT_LINE);
    form.accept();
    changes.requestMerge((Long) execution.getVariable(CHANGE_ID), other, caller.reader());
  }
}
