package org.ims.review;

import static org.ims.review.PostIncidentReviewProcess.ApproveReview.COMMENT;
import static org.ims.review.PostIncidentReviewProcess.ApproveReview.DECISION;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordReviewApprovalDelegate implements JavaDelegate {

  private final PostIncidentReviews reviews;
  private final Clock clock;

  RecordReviewApprovalDelegate(PostIncidentReviews reviews, Clock clock) {
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    boolean approved = form.requiredChoice(DECISION, ReviewOutcome.class) == ReviewOutcome.APPROVE;
    String comment = form.text(COMMENT, SubmittedForm.TEXT_AREA);
    form.requireThat(
        approved || comment != null, COMMENT, "required", "is required: say what to rework");
    form.accept();
    int actionCount =
        reviews.decide(
            IncidentLifecycleProcess.incidentNumber(execution),
            approved,
            comment,
            Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(PostIncidentReviewProcess.REVIEW_APPROVED, approved);
    execution.setVariable(IncidentLifecycleProcess.ACTION_COUNT, actionCount);
  }
}
