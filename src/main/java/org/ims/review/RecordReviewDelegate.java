package org.ims.review;

import static org.ims.review.PostIncidentReviewProcess.WriteReview.CONTRIBUTING_FACTORS;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.DETECTION;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.DEVIATION_REASON;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.PROCESS_FOLLOWED;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.REVIEW_IMPACT;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.ROOT_CAUSE_CODE;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.SUMMARY;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.TIMELINE_CONFIRMED;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.WHAT_DID_NOT;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.WHAT_HAPPENED;
import static org.ims.review.PostIncidentReviewProcess.WriteReview.WHAT_WENT_WELL;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordReviewDelegate implements JavaDelegate {

  private final PostIncidentReviews reviews;
  private final Clock clock;

  RecordReviewDelegate(PostIncidentReviews reviews, Clock clock) {
    this.reviews = reviews;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Review.ReviewText text = read(form);
    form.accept();
    reviews.write(
        IncidentLifecycleProcess.incidentNumber(execution),
        text,
        Actor.of(execution.getProcessEngineServices()));
  }

  private static Review.ReviewText read(SubmittedForm form) {
    Review.ProcessFollowed followed =
        form.requiredChoice(PROCESS_FOLLOWED, Review.ProcessFollowed.class);
    String deviation = form.text(DEVIATION_REASON, SubmittedForm.TEXT_AREA);
    form.requireThat(
        followed == Review.ProcessFollowed.YES || deviation != null,
        DEVIATION_REASON,
        "required",
        "is required when the process was not followed");
    form.requireThat(
        form.ticked(TIMELINE_CONFIRMED),
        TIMELINE_CONFIRMED,
        "required",
        "is required: read the timeline and confirm it");
    return new Review.ReviewText(
        form.requiredText(SUMMARY, SubmittedForm.TEXT_AREA),
        form.requiredText(WHAT_HAPPENED, SubmittedForm.TEXT_AREA),
        form.requiredText(CONTRIBUTING_FACTORS, SubmittedForm.TEXT_AREA),
        form.requiredText(REVIEW_IMPACT, SubmittedForm.TEXT_AREA),
        form.text(DETECTION, SubmittedForm.TEXT_AREA),
        form.text(WHAT_WENT_WELL, SubmittedForm.TEXT_AREA),
        form.text(WHAT_DID_NOT, SubmittedForm.TEXT_AREA),
        form.requiredChoice(ROOT_CAUSE_CODE, Review.RootCause.class),
        followed,
        deviation);
  }
}
