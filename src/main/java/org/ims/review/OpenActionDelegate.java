package org.ims.review;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class OpenActionDelegate implements JavaDelegate {

  private final CorrectiveActions actions;

  OpenActionDelegate(CorrectiveActions actions) {
    this.actions = actions;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Action action =
        actions.get(
            IncidentLifecycleProcess.incidentNumber(execution),
            (Integer) execution.getVariable(IncidentLifecycleProcess.ACTION_INDEX));
    execution.setVariable(CorrectiveActionProcess.ACTION_OWNER, action.owner());
    execution.setVariable(
        CorrectiveActionProcess.ACTION_PRIORITY, SubmittedForm.key(action.priority()));
  }
}
