package org.ims.reporting.webhooks;

import static org.ims.reporting.webhooks.AlertResolutionProcess.ConsiderResolution.COMMENT;
import static org.ims.reporting.webhooks.AlertResolutionProcess.ConsiderResolution.VERDICT;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordAlertResolutionDelegate implements JavaDelegate {

  private final AlertResolutions resolutions;
  private final Clock clock;

  RecordAlertResolutionDelegate(AlertResolutions resolutions, Clock clock) {
    this.resolutions = resolutions;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    AlertGroup.Verdict verdict = form.requiredChoice(VERDICT, AlertGroup.Verdict.class);
    String comment = form.text(COMMENT, SubmittedForm.TEXT_AREA);
    form.requireThat(
        verdict != AlertGroup.Verdict.NOT_OVER || comment != null,
        COMMENT,
        "required",
        "is required when it is not over");
    form.accept();
    resolutions.judge(
        AlertResolutionProcess.groupId(execution),
        verdict,
        comment,
        Actor.of(execution.getProcessEngineServices()));
  }
}
