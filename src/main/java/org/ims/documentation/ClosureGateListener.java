package org.ims.documentation;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Shows the closure gate in the form of the closing task. */
@Component
class ClosureGateListener implements TaskListener {

  private final IncidentRecords records;

  ClosureGateListener(IncidentRecords records) {
    this.records = records;
  }

  @Override
  public void notify(DelegateTask task) {
    task.setVariablesLocal(records.closureGate(task.getExecution().getProcessBusinessKey()));
  }
}
