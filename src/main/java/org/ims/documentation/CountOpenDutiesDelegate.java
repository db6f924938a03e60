package org.ims.documentation;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.incident.ResourceUse;
import org.ims.incident.ResourceUses;
import org.springframework.stereotype.Component;

@Component
class CountOpenDutiesDelegate implements JavaDelegate {

  private final ClosureGate gate;
  private final ResourceUses resources;

  CountOpenDutiesDelegate(ClosureGate gate, ResourceUses resources) {
    this.gate = gate;
    this.resources = resources;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    // For the table in this transaction; a minute later they may be wrong.
    gate.facts(number)
        .forEach((key, open) -> execution.setVariable(key, Variables.integerValue(open, true)));
    ResourceUse used = resources.of(number);
    if (used.costEur().signum() > 0) {
      execution.setVariable(
          IncidentClosureProcess.CloseIncident.COST, used.costEur().doubleValue());
    }
  }
}
