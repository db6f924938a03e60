package org.ims.documentation.retention;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PlanRetentionDelegate implements JavaDelegate {

  private final RetentionPlanning planning;

  PlanRetentionDelegate(RetentionPlanning planning) {
    this.planning = planning;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String before = (String) execution.getVariable(RetentionReviewProcess.PLANNED_UP_TO);
    String last = planning.planNext(before == null ? "" : before);
    execution.setVariable(RetentionReviewProcess.PLANNED_UP_TO, last);
    execution.setVariable(RetentionReviewProcess.MORE_TO_PLAN, last != null);
  }
}
