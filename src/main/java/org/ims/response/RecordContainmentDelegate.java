package org.ims.response;

import static org.ims.response.IncidentResponseProcess.Contain.ACTION;
import static org.ims.response.IncidentResponseProcess.Contain.EXPIRES_AT;
import static org.ims.response.IncidentResponseProcess.Contain.MEASURE_OWNER;
import static org.ims.response.IncidentResponseProcess.Contain.OUTCOME;
import static org.ims.response.IncidentResponseProcess.Contain.STARTED_AT;
import static org.ims.response.IncidentResponseProcess.Contain.TARGET;
import static org.ims.response.IncidentResponseProcess.Contain.TEMPORARY;
import static org.ims.response.IncidentResponseProcess.Contain.UNDO_PLAN;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordContainmentDelegate implements JavaDelegate {

  private enum Outcome {
    DONE,
    FAILED
  }

  private final Response response;
  private final Countermeasures measures;
  private final Clock clock;

  RecordContainmentDelegate(Response response, Countermeasures measures, Clock clock) {
    this.response = response;
    this.measures = measures;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Containment containment =
        read(
            form,
            execution.getProcessBusinessKey(),
            Actor.of(execution.getProcessEngineServices()));
    String owner = form.text(MEASURE_OWNER, SubmittedForm.TEXT_LINE);
    form.accept();
    response.record(containment);
    if (containment.temporary()) {
      follow(execution, measures.take(containment, owner));
    }
    execution.setVariable(IncidentResponseProcess.CONTAINED, containment.succeeded());
  }

  /** Beside the response, because a measure may outlive it. */
  private static void follow(DelegateExecution execution, Countermeasure measure) {
    execution
        .getProcessEngineServices()
        .getRuntimeService()
        .startProcessInstanceByMessage(
            TemporaryCountermeasureProcess.MSG_COUNTERMEASURE_TAKEN,
            measure.incidentNumber(),
            Map.of(TemporaryCountermeasureProcess.COUNTERMEASURE_ID, measure.id()));
  }

  private Containment read(SubmittedForm form, String number, String actor) {
    boolean temporary = form.requiredYesNo(TEMPORARY);
    String undoPlan = form.text(UNDO_PLAN, SubmittedForm.TEXT_AREA);
    Instant expiresAt = form.instant(EXPIRES_AT);
    if (temporary) {
      form.requireThat(
          undoPlan != null, UNDO_PLAN, "required", "is required for a temporary measure");
      form.requireThat(
          expiresAt != null, EXPIRES_AT, "required", "is required for a temporary measure");
      form.requireThat(
          expiresAt == null || expiresAt.isAfter(clock.instant()),
          EXPIRES_AT,
          "in-future",
          "must be in the future");
    }
    return new Containment(
        number,
        form.requiredChoice(OUTCOME, Outcome.class) == Outcome.DONE,
        form.requiredText(ACTION, SubmittedForm.TEXT_AREA),
        form.requiredText(TARGET, SubmittedForm.TEXT_LINE),
        form.requiredPastInstant(STARTED_AT),
        temporary,
        temporary ? undoPlan : null,
        temporary ? expiresAt : null,
        actor,
        clock.instant());
  }
}
