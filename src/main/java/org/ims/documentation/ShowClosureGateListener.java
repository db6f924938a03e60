package org.ims.documentation;

import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.ims.engine.IncidentLifecycleProcess;
import org.springframework.stereotype.Component;

/** Keeps what the table said for the form of the closing task, in words. */
@Component
class ShowClosureGateListener implements ExecutionListener {

  private final ClosureGate gate;

  ShowClosureGateListener(ClosureGate gate) {
    this.gate = gate;
  }

  @Override
  public void notify(DelegateExecution execution) {
    DmnDecisionResult result = (DmnDecisionResult) execution.getVariable("decisionResult");
    execution.setVariable(
        IncidentClosureProcess.CLOSURE_GATE,
        gate.inLines(IncidentLifecycleProcess.incidentNumber(execution), result.getResultList()));
  }
}
