package org.ims.response;

import static org.ims.response.TemporaryCountermeasureProcess.AcceptRisk.DECISION;
import static org.ims.response.TemporaryCountermeasureProcess.AcceptRisk.RISK_REASON;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordRiskDecisionDelegate implements JavaDelegate {

  private enum Decision {
    ACCEPT,
    REFUSE
  }

  private final Countermeasures measures;
  private final Clock clock;

  RecordRiskDecisionDelegate(Countermeasures measures, Clock clock) {
    this.measures = measures;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Decision decision = form.requiredChoice(DECISION, Decision.class);
    String reason = form.requiredText(RISK_REASON, SubmittedForm.TEXT_AREA);
    form.accept();
    boolean accepted = decision == Decision.ACCEPT;
    Countermeasure measure =
        measures.decideRisk(
            TemporaryCountermeasureProcess.measureId(execution),
            accepted,
            reason,
            Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(TemporaryCountermeasureProcess.RISK_ACCEPTED, accepted);
    execution.setVariable(
        TemporaryCountermeasureProcess.KEPT_FOR_GOOD,
        measure.state() == Countermeasure.State.RISK_ACCEPTED);
    TemporaryCountermeasureProcess.setDates(
        execution, measures.removalDue(measure), measure.expiresAt());
  }
}
