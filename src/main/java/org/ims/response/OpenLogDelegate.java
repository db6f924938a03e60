package org.ims.response;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

@Component
class OpenLogDelegate implements JavaDelegate {

  private final CommandPost command;
  private final Occurrences occurrences;

  OpenLogDelegate(CommandPost command, Occurrences occurrences) {
    this.command = command;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    String scribe = command.scribe(number);
    if (scribe != null) {
      occurrences.happened(
          number,
          MajorIncidentProcess.MSG_LOG_OPENED,
          Map.of(MajorIncidentProcess.LOG_KEEPER, scribe));
    }
  }
}
