package org.ims.review;

import static org.ims.review.PostIncidentReviewProcess.MAJOR;
import static org.ims.review.PostIncidentReviewProcess.RECURRENCE;
import static org.ims.review.PostIncidentReviewProcess.REOPENED;
import static org.ims.review.PostIncidentReviewProcess.REPORTABLE;
import static org.ims.review.PostIncidentReviewProcess.SECURITY;
import static org.ims.review.PostIncidentReviewProcess.SERVICE_LEVEL_BREACHED;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class GatherReviewFactsDelegate implements JavaDelegate {

  private final PostIncidentReviews reviews;

  GatherReviewFactsDelegate(PostIncidentReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    PostIncidentReviews.Facts facts =
        reviews.factsOf(IncidentLifecycleProcess.incidentNumber(execution));
    execution.setVariable(MAJOR, facts.major());
    execution.setVariable(SECURITY, facts.security());
    execution.setVariable(REPORTABLE, facts.reportable());
    execution.setVariable(SERVICE_LEVEL_BREACHED, facts.serviceLevelBreached());
    execution.setVariable(REOPENED, facts.reopened());
    execution.setVariable(RECURRENCE, facts.recurrence());
    // Without a review, or before its meeting, there is nothing to carry out.
    execution.setVariable(IncidentLifecycleProcess.ACTION_COUNT, 0);
  }
}
