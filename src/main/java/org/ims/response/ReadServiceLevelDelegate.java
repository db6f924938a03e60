package org.ims.response;

import static org.ims.response.ServiceLevelWatchProcess.PERCENT_REACHED;
import static org.ims.response.ServiceLevelWatchProcess.WATCHED_TARGET;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.Priority;
import org.ims.servicelevel.ServiceLevelWatcher;
import org.ims.servicelevel.Target;
import org.springframework.stereotype.Component;

@Component
class ReadServiceLevelDelegate implements JavaDelegate {

  private final ServiceLevelWatcher watcher;

  ReadServiceLevelDelegate(ServiceLevelWatcher watcher) {
    this.watcher = watcher;
  }

  @Override
  public void execute(DelegateExecution execution) {
    ServiceLevelWatcher.Reading reading =
        watcher.read(
            IncidentLifecycleProcess.incidentNumber(execution),
            Target.of((String) execution.getVariable(WATCHED_TARGET)));
    Priority priority = reading.priority();
    execution.setVariable(
        IncidentLifecycleProcess.PRIORITY, priority == null ? null : priority.name());
    execution.setVariable(PERCENT_REACHED, reading.percentReached());
  }
}
