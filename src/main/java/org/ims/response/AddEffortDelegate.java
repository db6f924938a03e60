package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.EFFORT_COST;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.EFFORT_HOURS;
import static org.ims.response.IncidentChangeProcess.ChangeIncident.EFFORT_PERSON;

import java.math.BigDecimal;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class AddEffortDelegate implements JavaDelegate {

  private static final long MOST_HOURS = 10_000;
  private static final long MOST_EUROS = 1_000_000_000;

  private final IncidentChanges changes;
  private final Efforts efforts;
  private final Clock clock;

  AddEffortDelegate(IncidentChanges changes, Efforts efforts, Clock clock) {
    this.changes = changes;
    this.efforts = efforts;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String person = form.requiredText(EFFORT_PERSON, SubmittedForm.TEXT_LINE);
    BigDecimal hours = form.number(EFFORT_HOURS, MOST_HOURS);
    BigDecimal cost = form.number(EFFORT_COST, MOST_EUROS);
    form.requireThat(
        hours != null || cost != null, EFFORT_HOURS, "required", "or the cost is required");
    form.accept();
    Change change = changes.get((Long) execution.getVariable(CHANGE_ID));
    efforts.add(
        change.incidentNumber(),
        person,
        hours,
        cost,
        change.note(),
        Effort.Source.CHANGE,
        change.recordedBy());
  }
}
