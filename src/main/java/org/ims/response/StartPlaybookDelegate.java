package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.PLAYBOOK;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.SubmittedForm;
import org.ims.engine.playbooks.Playbooks;
import org.springframework.stereotype.Component;

@Component
class StartPlaybookDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final Playbooks playbooks;
  private final Clock clock;

  StartPlaybookDelegate(IncidentChanges changes, Playbooks playbooks, Clock clock) {
    this.changes = changes;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String playbook = form.requiredText(PLAYBOOK, SubmittedForm.TEXT_LINE);
    form.accept();
    Change change = changes.get((Long) execution.getVariable(CHANGE_ID));
    playbooks.start(change.incidentNumber(), playbook, change.note(), change.recordedBy());
  }
}
