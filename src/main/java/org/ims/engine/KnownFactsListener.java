package org.ims.engine;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * Named by every user task at its creation: gives the task a title that names the incident and
 * shows on top of its form what is known already. The text is local to the task and goes with it.
 */
@Component
class KnownFactsListener implements TaskListener {

  private final Incidents incidents;
  private final KnownFacts facts;

  KnownFactsListener(Incidents incidents, KnownFacts facts) {
    this.incidents = incidents;
    this.facts = facts;
  }

  @Override
  public void notify(DelegateTask task) {
    Incident incident = incidents.get(task.getExecution().getProcessBusinessKey());
    task.setName(
        "%s%s: %s - %s"
            .formatted(
                incident.isDrill() ? "DRILL " : "",
                task.getName(),
                incident.number(),
                // Names of tasks are read by more people than a restricted incident is.
                incident.report().restricted() ? "restricted" : incident.report().title()));
    task.setPriority(TaskPriorities.of(incident));
    task.setVariableLocal(IncidentLifecycleProcess.KNOWN_FACTS, facts.of(incident));
  }
}
