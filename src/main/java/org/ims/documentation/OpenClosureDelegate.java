package org.ims.documentation;

import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

@Component
class OpenClosureDelegate implements JavaDelegate {

  private final IncidentRecords records;

  OpenClosureDelegate(IncidentRecords records) {
    this.records = records;
  }

  @Override
  public void execute(DelegateExecution execution) {
    execution.setVariable(
        IncidentClosureProcess.CLOSE_DUE,
        Date.from(records.closeDue(IncidentLifecycleProcess.incidentNumber(execution))));
  }
}
