package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class AnnounceStandDownDelegate implements JavaDelegate {

  private final CommandPost command;

  AnnounceStandDownDelegate(CommandPost command) {
    this.command = command;
  }

  @Override
  public void execute(DelegateExecution execution) {
    command.announceEnd(IncidentLifecycleProcess.incidentNumber(execution));
  }
}
