package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.TASK_DUE;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.TASK_OWNER;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.TASK_PRIORITY;

import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class AddTaskDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final AdHocTasks tasks;
  private final Clock clock;

  AddTaskDelegate(IncidentChanges changes, AdHocTasks tasks, Clock clock) {
    this.changes = changes;
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String owner = form.requiredText(TASK_OWNER, SubmittedForm.TEXT_LINE);
    Instant due = form.requiredInstant(TASK_DUE);
    AdHocTask.Priority priority = form.choice(TASK_PRIORITY, AdHocTask.Priority.class);
    form.accept();
    Change change = changes.get((Long) execution.getVariable(CHANGE_ID));
    tasks.add(change.incidentNumber(), change.note(), owner, due, priority, change.recordedBy());
  }
}
