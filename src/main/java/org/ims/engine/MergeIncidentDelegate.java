package org.ims.engine;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.incident.IncidentLinks;
import org.springframework.stereotype.Component;

@Component
class MergeIncidentDelegate implements JavaDelegate {

  private final IncidentLinks links;
  private final KnownFacts facts;
  private final Clock clock;

  MergeIncidentDelegate(IncidentLinks links, KnownFacts facts, Clock clock) {
    this.links = links;
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String original = (String) execution.getVariable(IncidentLifecycleProcess.ORIGINAL_NUMBER);
    links.merge(
        IncidentLifecycleProcess.incidentNumber(execution),
        original,
        (String) execution.getVariable(IncidentLifecycleProcess.END_REASON),
        clock.instant());
    facts.refresh(original);
    Notices.request(execution, "merge", 1, null);
  }
}
