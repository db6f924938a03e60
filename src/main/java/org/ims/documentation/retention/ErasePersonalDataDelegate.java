package org.ims.documentation.retention;

import static org.ims.engine.IncidentLifecycleProcess.incidentNumber;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class ErasePersonalDataDelegate implements JavaDelegate {

  private final PersonalDataReviews reviews;

  ErasePersonalDataDelegate(PersonalDataReviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public void execute(DelegateExecution execution) {
    boolean erased =
        reviews.erase(
            incidentNumber(execution),
            (String) execution.getVariable(PersonalDataReviewProcess.DECIDED_BY));
    execution.setVariable(PersonalDataReviewProcess.ERASED, erased);
  }
}
