package org.ims.review;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class SetActionDueDelegate implements JavaDelegate {

  private final CorrectiveActions actions;

  SetActionDueDelegate(CorrectiveActions actions) {
    this.actions = actions;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Action action =
        actions.setDue(
            IncidentLifecycleProcess.incidentNumber(execution),
            (Integer) execution.getVariable(IncidentLifecycleProcess.ACTION_INDEX),
            (String) execution.getVariable(CorrectiveActionProcess.DUE_WITHIN));
    execution.setVariable(CorrectiveActionProcess.ACTION_DUE, Date.from(action.due()));
  }
}
