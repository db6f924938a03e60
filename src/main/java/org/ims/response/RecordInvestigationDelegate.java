package org.ims.response;

import static org.ims.response.IncidentResponseProcess.Investigate.AFFECTED_ASSETS;
import static org.ims.response.IncidentResponseProcess.Investigate.FINDINGS;
import static org.ims.response.IncidentResponseProcess.Investigate.HYPOTHESIS;
import static org.ims.response.IncidentResponseProcess.Investigate.ROOT_CAUSE_KNOWN;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordInvestigationDelegate implements JavaDelegate {

  private final Response response;
  private final Clock clock;

  RecordInvestigationDelegate(Response response, Clock clock) {
    this.response = response;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Investigation investigation =
        new Investigation(
            execution.getProcessBusinessKey(),
            form.requiredText(FINDINGS, SubmittedForm.TEXT_AREA),
            form.text(HYPOTHESIS, SubmittedForm.TEXT_AREA),
            form.text(AFFECTED_ASSETS, SubmittedForm.TEXT_AREA),
            form.ticked(ROOT_CAUSE_KNOWN),
            Actor.of(execution.getProcessEngineServices()),
            clock.instant());
    form.accept();
    response.record(investigation);
  }
}
