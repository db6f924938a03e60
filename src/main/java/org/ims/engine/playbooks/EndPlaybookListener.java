package org.ims.engine.playbooks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/** Notes that a playbook is over, whether it ran to an end or was stopped with the incident. */
@Component
class EndPlaybookListener implements ExecutionListener {

  private final Playbooks playbooks;

  EndPlaybookListener(Playbooks playbooks) {
    this.playbooks = playbooks;
  }

  @Override
  public void notify(DelegateExecution execution) {
    playbooks.ended(
        IncidentLifecycleProcess.incidentNumber(execution),
        (String) execution.getVariable(IncidentLifecycleProcess.PLAYBOOK),
        execution.isCanceled());
  }
}
