package org.ims.response;

import static org.ims.response.IncidentResponseProcess.Recover.DATA_LOSS;
import static org.ims.response.IncidentResponseProcess.Recover.OUTCOME;
import static org.ims.response.IncidentResponseProcess.Recover.RECOVERED_AT;
import static org.ims.response.IncidentResponseProcess.Recover.RESOURCES_USED;
import static org.ims.response.IncidentResponseProcess.Recover.RPO_MET;
import static org.ims.response.IncidentResponseProcess.Recover.RTO_MET;
import static org.ims.response.IncidentResponseProcess.Recover.STEPS;
import static org.ims.response.IncidentResponseProcess.Recover.VERIFICATION;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordRecoveryDelegate implements JavaDelegate {

  private static final long MOST_HOURS = 10_000;
  private static final long MOST_EUROS = 1_000_000_000;

  private enum Outcome {
    RECOVERED,
    FAILED
  }

  private record Worked(String person, BigDecimal hours, BigDecimal costEur) {}

  private final Response response;
  private final Efforts efforts;
  private final Clock clock;

  RecordRecoveryDelegate(Response response, Efforts efforts, Clock clock) {
    this.response = response;
    this.efforts = efforts;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Recovery recovery =
        new Recovery(
            execution.getProcessBusinessKey(),
            form.requiredChoice(OUTCOME, Outcome.class) == Outcome.RECOVERED,
            form.requiredText(STEPS, SubmittedForm.TEXT_AREA),
            form.requiredPastInstant(RECOVERED_AT),
            form.ticked(DATA_LOSS),
            form.ticked(RTO_MET),
            form.ticked(RPO_MET),
            form.requiredText(VERIFICATION, SubmittedForm.TEXT_AREA),
            Actor.of(execution.getProcessEngineServices()),
            clock.instant());
    List<Worked> worked = worked(form);
    form.accept();
    response.record(recovery);
    for (Worked by : worked) {
      efforts.add(
          recovery.incidentNumber(),
          by.person,
          by.hours,
          by.costEur,
          null,
          Effort.Source.RECOVERY,
          recovery.recordedBy());
    }
    execution.setVariable(IncidentResponseProcess.RECOVERED, recovery.succeeded());
  }

  private static List<Worked> worked(SubmittedForm form) {
    return form.rows(RESOURCES_USED).stream()
        .map(
            row ->
                new Worked(
                    row.requiredText("person", SubmittedForm.TEXT_LINE),
                    row.number("hours", MOST_HOURS),
                    row.number("cost", MOST_EUROS)))
        .toList();
  }
}
