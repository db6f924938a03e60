package org.ims.response;

import static org.ims.response.ServiceLevelWatchProcess.REMINDER_AUDIENCE;
import static org.ims.response.ServiceLevelWatchProcess.REMINDER_BREACH;
import static org.ims.response.ServiceLevelWatchProcess.REMINDER_PERCENT;
import static org.ims.response.ServiceLevelWatchProcess.WATCHED_TARGET;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.springframework.stereotype.Component;

@Component
class RemindDelegate implements JavaDelegate {

  private final ServiceLevelWatcher watcher;

  RemindDelegate(ServiceLevelWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void execute(DelegateExecution execution) {
    watcher.remind(
        IncidentLifecycleProcess.incidentNumber(execution),
        Target.of((String) execution.getVariable(WATCHED_TARGET)),
        (Integer) execution.getVariable(REMINDER_PERCENT),
        (Boolean) execution.getVariable(REMINDER_BREACH),
        (String) execution.getVariable(REMINDER_AUDIENCE));
  }
}
