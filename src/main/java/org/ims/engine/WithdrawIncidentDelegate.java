package org.ims.engine;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.incident.IncidentLinks;
import org.springframework.stereotype.Component;

@Component
class WithdrawIncidentDelegate implements JavaDelegate {

  private final IncidentLinks links;
  private final Clock clock;

  WithdrawIncidentDelegate(IncidentLinks links, Clock clock) {
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    links.withdraw(
        IncidentLifecycleProcess.incidentNumber(execution),
        (String) execution.getVariable(IncidentLifecycleProcess.END_REASON),
        clock.instant());
    Notices.request(execution, "withdrawal", 1, null);
  }
}
