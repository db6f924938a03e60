package org.ims.triage;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordAnswerDelegate implements JavaDelegate {

  private final Triage triage;
  private final Clock clock;

  RecordAnswerDelegate(Triage triage, Clock clock) {
    this.triage = triage;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    String answer =
        form.requiredText(IncidentTriageProcess.AnswerQuestion.ANSWER, SubmittedForm.TEXT_AREA);
    form.accept();
    triage.answer(
        IncidentLifecycleProcess.incidentNumber(execution),
        answer,
        Actor.of(execution.getProcessEngineServices()));
  }
}
