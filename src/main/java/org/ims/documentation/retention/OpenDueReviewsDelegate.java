package org.ims.documentation.retention;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class OpenDueReviewsDelegate implements JavaDelegate {

  private final PersonalDataReviews reviews;

  OpenDueReviewsDelegate(PersonalDataReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(RetentionReviewProcess.BEGUN, reviews.openDue());
  }
}
