package org.ims.documentation.retention;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.documentation.retention.PersonalDataReviewProcess.ReviewPersonalData;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/**
 * Shows how much is held. In contrast to other tasks, neither the title nor the facts of this one
 * say what the incident is about: the engine would remember them beyond the erasure.
 */
@Component
class ShowHoldingsListener implements TaskListener {

  private final PersonalDataReviews reviews;

  ShowHoldingsListener(PersonalDataReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void notify(DelegateTask task) {
    String number = task.getExecution().getProcessBusinessKey();
    task.setName("%s: %s".formatted(task.getName(), number));
    task.setVariableLocal(IncidentLifecycleProcess.KNOWN_FACTS, reviews.factsOf(number));
    task.setVariableLocal(ReviewPersonalData.HOLDINGS, reviews.holdings(number));
  }
}
