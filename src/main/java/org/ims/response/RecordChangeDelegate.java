package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.CHANGE;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.CHANGE_NOTE;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.INCIDENT;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Caller;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

/** Checks what all changes have in common, and makes the process one of the incident's. */
@Component
class RecordChangeDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Caller caller;
  private final Clock clock;

  RecordChangeDelegate(IncidentChanges changes, Caller caller, Clock clock) {
    this.changes = changes;
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String number = form.requiredText(INCIDENT, SubmittedForm.TEXT_LINE);
    ChangeKind kind = form.requiredChoice(CHANGE, ChangeKind.class);
    String note = form.text(CHANGE_NOTE, SubmittedForm.TEXT_AREA);
    form.requireThat(
        note != null || kind == null || !kind.needsNote(), CHANGE_NOTE, "required", "is required");
    form.accept();
    Change change = changes.record(number, kind, note, caller.reader());
    execution.setProcessBusinessKey(number);
    execution.setVariable(CHANGE_ID, change.id());
    execution.setVariable(CHANGE, SubmittedForm.key(change.kind()));
  }
}
