package org.ims.response;

import static org.ims.response.IncidentResponseProcess.VerifyResolution.COMMENT;
import static org.ims.response.IncidentResponseProcess.VerifyResolution.VERIFIED;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordVerificationDelegate implements JavaDelegate {

  private final Response response;
  private final Clock clock;

  RecordVerificationDelegate(Response response, Clock clock) {
    this.response = response;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    boolean verified = form.requiredYesNo(VERIFIED);
    String comment = form.text(COMMENT, SubmittedForm.TEXT_AREA);
    form.requireThat(
        verified || comment != null, COMMENT, "required", "is required: say what does not work");
    form.accept();
    response.recordVerification(
        IncidentLifecycleProcess.incidentNumber(execution),
        verified,
        comment,
        Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(IncidentResponseProcess.RESOLUTION_VERIFIED, verified);
  }
}
