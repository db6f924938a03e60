package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class TellExpiredMeasureDelegate implements JavaDelegate {

  private final Countermeasures measures;

  TellExpiredMeasureDelegate(Countermeasures measures) {
    this.measures = measures;
  }

  @Override
  public void execute(DelegateExecution execution) {
    measures.tellExpired(TemporaryCountermeasureProcess.measureId(execution));
  }
}
