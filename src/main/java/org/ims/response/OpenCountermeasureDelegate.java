package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.response.TemporaryCountermeasureProcess.RemoveCountermeasure;
import org.springframework.stereotype.Component;

@Component
class OpenCountermeasureDelegate implements JavaDelegate {

  private final Countermeasures measures;

  OpenCountermeasureDelegate(Countermeasures measures) {
    this.measures = measures;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Countermeasure measure = measures.get(TemporaryCountermeasureProcess.measureId(execution));
    execution.setVariable(IncidentLifecycleProcess.TEAM, measures.teamOf(measure));
    execution.setVariable(TemporaryCountermeasureProcess.MEASURE_OWNER, measure.owner());
    TemporaryCountermeasureProcess.show(
        execution,
        RemoveCountermeasure.MEASURE,
        "%s: %s".formatted(measure.target(), measure.what()));
    execution.setVariable(RemoveCountermeasure.UNDO_PLAN, measure.undoPlan());
    TemporaryCountermeasureProcess.setDates(
        execution, measures.removalDue(measure), measure.expiresAt());
  }
}
