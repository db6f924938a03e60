package org.ims.documentation;

import static org.ims.documentation.IncidentClosureProcess.CloseIncident.COST;
import static org.ims.documentation.IncidentClosureProcess.CloseIncident.FINAL_CATEGORY;
import static org.ims.documentation.IncidentClosureProcess.CloseIncident.OUTCOME;

import java.math.BigDecimal;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Classification;
import org.springframework.stereotype.Component;

@Component
class RecordClosureDelegate implements JavaDelegate {

  private static final long MOST_EUROS = 1_000_000_000_000L;

  private enum Outcome {
    CLOSE,
    CHECK_AGAIN
  }

  private final IncidentRecords records;
  private final Clock clock;

  RecordClosureDelegate(IncidentRecords records, Clock clock) {
    this.records = records;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    boolean close = form.requiredChoice(OUTCOME, Outcome.class) != Outcome.CHECK_AGAIN;
    if (close) {
      Classification.Category finalCategory =
          form.choice(FINAL_CATEGORY, Classification.Category.class);
      BigDecimal cost = form.number(COST, MOST_EUROS);
      form.accept();
      records.close(IncidentLifecycleProcess.incidentNumber(execution), finalCategory, cost);
    }
    // What was entered meanwhile stays for the next look at the form.
    form.accept();
    execution.setVariable(IncidentClosureProcess.CLOSED, close);
  }
}
