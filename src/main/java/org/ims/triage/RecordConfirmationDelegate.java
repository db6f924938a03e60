package org.ims.triage;

import static org.ims.triage.IncidentAssessmentProcess.ConfirmAssessment.DECISION;
import static org.ims.triage.IncidentAssessmentProcess.ConfirmAssessment.LOWERED_REASON;
import static org.ims.triage.IncidentAssessmentProcess.ConfirmAssessment.OVERRIDE_IMPACT;
import static org.ims.triage.IncidentAssessmentProcess.ConfirmAssessment.OVERRIDE_REASON;
import static org.ims.triage.IncidentAssessmentProcess.ConfirmAssessment.OVERRIDE_URGENCY;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordConfirmationDelegate implements JavaDelegate {

  private final IncidentAssessments assessments;
  private final Clock clock;

  RecordConfirmationDelegate(IncidentAssessments assessments, Clock clock) {
    this.assessments = assessments;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    TableResults results = IncidentAssessmentProcess.results(execution);
    Confirmation confirmation = read(form, assessments.lowersPriority(number, results));
    form.requireThat(
        confirmation.decision() == Confirmation.Decision.CHANGE_FACTS
            || assessments.isLatest(
                number, (Long) execution.getVariable(IncidentAssessmentProcess.ASSESSMENT_ID)),
        DECISION,
        "latest-facts",
        "must be to change the facts: others were stated after these");
    form.accept();
    assessments.record(
        number, confirmation, results, Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(
        IncidentAssessmentProcess.CONFIRMATION, SubmittedForm.key(confirmation.decision()));
  }

  private static Confirmation read(SubmittedForm form, boolean lowered) {
    Confirmation.Decision decision = form.requiredChoice(DECISION, Confirmation.Decision.class);
    Integer impact = form.wholeNumber(OVERRIDE_IMPACT, 1, 3);
    Integer urgency = form.wholeNumber(OVERRIDE_URGENCY, 1, 3);
    String overrideReason = form.text(OVERRIDE_REASON, SubmittedForm.TEXT_AREA);
    String loweredReason = form.text(LOWERED_REASON, SubmittedForm.TEXT_AREA);
    if (decision == Confirmation.Decision.OVERRIDE) {
      form.requireThat(
          impact != null || urgency != null,
          OVERRIDE_IMPACT,
          "required",
          "or urgency must be chosen to override the tables");
      form.requireThat(
          overrideReason != null,
          OVERRIDE_REASON,
          "required",
          "is required to override impact or urgency");
      return new Confirmation(decision, impact, urgency, overrideReason);
    }
    if (decision == Confirmation.Decision.CONFIRM && lowered) {
      form.requireThat(
          loweredReason != null,
          LOWERED_REASON,
          "required",
          "is required to lower the priority of a running incident");
      return new Confirmation(decision, null, null, loweredReason);
    }
    return new Confirmation(decision, null, null, null);
  }
}
