package org.ims.response;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.response.IncidentResponseProcess.LiftLegalHold;
import org.springframework.stereotype.Component;

@Component
class RecordLegalReleaseDelegate implements JavaDelegate {

  private final Waiting waiting;
  private final Clock clock;

  RecordLegalReleaseDelegate(Waiting waiting, Clock clock) {
    this.waiting = waiting;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String note = form.requiredText(LiftLegalHold.RELEASE_NOTE, SubmittedForm.TEXT_AREA);
    form.accept();
    waiting.release(
        IncidentLifecycleProcess.incidentNumber(execution),
        note,
        Actor.of(execution.getProcessEngineServices()));
  }
}
