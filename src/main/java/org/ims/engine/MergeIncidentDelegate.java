package org.ims.engine;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.incident.IncidentLinks;
import org.springframework.stereotype.Component;

@Component
class MergeIncidentDelegate implements JavaDelegate {

  private final IncidentLinks links;
  private final Clock clock;

  MergeIncidentDelegate(IncidentLinks links, Clock clock) {
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    links.merge(
        IncidentLifecycleProcess.incidentNumber(execution),
        (String) execution.getVariable(IncidentLifecycleProcess.ORIGINAL_NUMBER),
        (String) execution.getVariable(IncidentLifecycleProcess.END_REASON),
        clock.instant());
    Notices.request(execution, "merge", 1, null);
  }
}
