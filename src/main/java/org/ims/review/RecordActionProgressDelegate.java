package org.ims.review;

import static org.ims.review.CorrectiveActionProcess.ImplementAction.DONE_AT;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.EXTENSION_APPROVER;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.EXTENSION_DUE;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.EXTENSION_REASON;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.OUTCOME;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.PROGRESS;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.RISK_REASON;
import static org.ims.review.CorrectiveActionProcess.ImplementAction.VERIFIED_BY;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordActionProgressDelegate implements JavaDelegate {

  private enum Outcome {
    DONE,
    EXTEND,
    ACCEPT_RISK
  }

  private final CorrectiveActions actions;
  private final Clock clock;

  RecordActionProgressDelegate(CorrectiveActions actions, Clock clock) {
    this.actions = actions;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    int index = (Integer) execution.getVariable(IncidentLifecycleProcess.ACTION_INDEX);
    String actor = Actor.of(execution.getProcessEngineServices());
    SubmittedForm form = new SubmittedForm(execution, clock);
    Outcome outcome = form.requiredChoice(OUTCOME, Outcome.class);
    Fields fields = read(form, outcome);
    form.accept();
    switch (outcome) {
      case DONE ->
          actions.done(number, index, fields.progress, fields.doneAt, fields.verifiedBy, actor);
      case EXTEND -> {
        Action extended =
            actions.extend(
                number,
                index,
                fields.progress,
                fields.extensionDue,
                fields.extensionReason,
                fields.extensionApprover,
                actor);
        execution.setVariable(CorrectiveActionProcess.ACTION_DUE, Date.from(extended.due()));
      }
      case ACCEPT_RISK ->
          actions.acceptRisk(number, index, fields.progress, fields.riskReason, actor);
    }
    execution.setVariable(CorrectiveActionProcess.ACTION_OUTCOME, SubmittedForm.key(outcome));
  }

  private record Fields(
      String progress,
      Instant doneAt,
      String verifiedBy,
      String extensionReason,
      Instant extensionDue,
      String extensionApprover,
      String riskReason) {}

  /** Each outcome requires its own fields; the form hides the others. */
  private Fields read(SubmittedForm form, Outcome outcome) {
    Fields fields =
        new Fields(
            form.text(PROGRESS, SubmittedForm.TEXT_AREA),
            outcome == Outcome.DONE ? form.requiredPastInstant(DONE_AT) : form.instant(DONE_AT),
            form.text(VERIFIED_BY, SubmittedForm.TEXT_LINE),
            form.text(EXTENSION_REASON, SubmittedForm.TEXT_AREA),
            form.instant(EXTENSION_DUE),
            form.text(EXTENSION_APPROVER, SubmittedForm.TEXT_LINE),
            form.text(RISK_REASON, SubmittedForm.TEXT_AREA));
    if (outcome == Outcome.DONE) {
      require(form, fields.verifiedBy, VERIFIED_BY);
    } else if (outcome == Outcome.EXTEND) {
      require(form, fields.extensionReason, EXTENSION_REASON);
      require(form, fields.extensionApprover, EXTENSION_APPROVER);
      require(form, fields.extensionDue, EXTENSION_DUE);
      form.requireThat(
          fields.extensionDue == null || fields.extensionDue.isAfter(clock.instant()),
          EXTENSION_DUE,
          "in-future",
          "must be in the future");
    } else if (outcome == Outcome.ACCEPT_RISK) {
      require(form, fields.riskReason, RISK_REASON);
    }
    return fields;
  }

  private static void require(SubmittedForm form, Object value, String field) {
    form.requireThat(value != null, field, "required", "is required");
  }
}
