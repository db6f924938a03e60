package org.ims.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.incident.IncidentLinks;
import org.springframework.stereotype.Component;

/** Each child ends by its own lifecycle, which is told. */
@Component
class CloseChildrenDelegate implements JavaDelegate {

  private final IncidentLinks links;
  private final Occurrences occurrences;

  CloseChildrenDelegate(IncidentLinks links, Occurrences occurrences) {
    this.links = links;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    links
        .openChildren(IncidentLifecycleProcess.incidentNumber(execution))
        .forEach(child -> occurrences.happened(child, IncidentLifecycleProcess.MSG_PARENT_CLOSED));
  }
}
