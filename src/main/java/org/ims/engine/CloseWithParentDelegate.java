package org.ims.engine;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.incident.Incident;
import org.ims.incident.IncidentLinks;
import org.springframework.stereotype.Component;

@Component
class CloseWithParentDelegate implements JavaDelegate {

  private final IncidentLinks links;
  private final Clock clock;

  CloseWithParentDelegate(IncidentLinks links, Clock clock) {
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Incident incident =
        links.closeWithParent(IncidentLifecycleProcess.incidentNumber(execution), clock.instant());
    // It may be closed so once more after it was reopened.
    Notices.request(execution, "parent-closed", 1 + incident.reopenCount(), null);
  }
}
