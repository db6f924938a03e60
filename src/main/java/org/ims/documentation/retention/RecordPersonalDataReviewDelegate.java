package org.ims.documentation.retention;

import static org.ims.documentation.retention.PersonalDataReviewProcess.ReviewPersonalData.DECISION;
import static org.ims.documentation.retention.PersonalDataReviewProcess.ReviewPersonalData.KEEP_PERSONAL_UNTIL;
import static org.ims.documentation.retention.PersonalDataReviewProcess.ReviewPersonalData.KEEP_REASON;
import static org.ims.engine.IncidentLifecycleProcess.incidentNumber;

import java.time.Clock;
import java.time.Instant;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordPersonalDataReviewDelegate implements JavaDelegate {

  private enum Decision {
    ERASE,
    KEEP
  }

  private final PersonalDataReviews reviews;
  private final Clock clock;

  RecordPersonalDataReviewDelegate(PersonalDataReviews reviews, Clock clock) {
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Decision decision = form.requiredChoice(DECISION, Decision.class);
    boolean keep = decision == Decision.KEEP;
    String reason = form.text(KEEP_REASON, SubmittedForm.TEXT_AREA);
    Instant until = form.instant(KEEP_PERSONAL_UNTIL);
    form.requireThat(!keep || reason != null, KEEP_REASON, "required", "is required");
    form.requireThat(!keep || until != null, KEEP_PERSONAL_UNTIL, "required", "is required");
    // The engine would remember it beyond the erasure.
    form.requireThat(keep || reason == null, KEEP_REASON, "absent", "belongs to what is kept");
    form.accept();
    String actor = Actor.of(execution.getProcessEngineServices());
    if (keep) {
      reviews.keep(incidentNumber(execution), until, reason, actor);
    } else {
      reviews.decideToErase(incidentNumber(execution), actor);
      execution.setVariable(PersonalDataReviewProcess.DECIDED_BY, actor);
    }
    execution.setVariable(PersonalDataReviewProcess.ERASE, !keep);
  }
}
