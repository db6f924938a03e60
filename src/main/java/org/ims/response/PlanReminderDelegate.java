package org.ims.response;

import static org.ims.response.ServiceLevelWatchProcess.CLOCK_STATE;
import static org.ims.response.ServiceLevelWatchProcess.REMINDER_DUE;
import static org.ims.response.ServiceLevelWatchProcess.REMINDER_PERCENT;
import static org.ims.response.ServiceLevelWatchProcess.WATCHED_TARGET;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.springframework.stereotype.Component;

@Component
class PlanReminderDelegate implements JavaDelegate {

  private final ServiceLevelWatcher watcher;

  PlanReminderDelegate(ServiceLevelWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ServiceLevelWatcher.Plan plan =
        watcher.plan(
            IncidentLifecycleProcess.incidentNumber(execution),
            Target.of((String) execution.getVariable(WATCHED_TARGET)),
            (Integer) execution.getVariable(REMINDER_PERCENT));
    execution.setVariable(CLOCK_STATE, SubmittedForm.key(plan.clock()));
    execution.setVariable(REMINDER_DUE, plan.due() == null ? null : Date.from(plan.due()));
  }
}
