package org.ims.response;

import static org.ims.response.AdHocTaskProcess.DoAdHocTask.CANCEL_REASON;
import static org.ims.response.AdHocTaskProcess.DoAdHocTask.HOURS;
import static org.ims.response.AdHocTaskProcess.DoAdHocTask.OUTCOME;
import static org.ims.response.AdHocTaskProcess.DoAdHocTask.RESULT;

import java.math.BigDecimal;
import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordAdHocTaskDelegate implements JavaDelegate {

  private static final long MOST_HOURS = 10_000;

  private enum Outcome {
    DONE,
    CANCELLED
  }

  private final AdHocTasks tasks;
  private final Clock clock;

  RecordAdHocTaskDelegate(AdHocTasks tasks, Clock clock) {
    this.tasks = tasks;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    Outcome outcome = form.requiredChoice(OUTCOME, Outcome.class);
    String result = form.text(RESULT, SubmittedForm.TEXT_AREA);
    String reason = form.text(CANCEL_REASON, SubmittedForm.TEXT_AREA);
    BigDecimal hours = form.number(HOURS, MOST_HOURS);
    form.requireThat(outcome != Outcome.DONE || result != null, RESULT, "required", "is required");
    form.requireThat(
        outcome != Outcome.CANCELLED || reason != null, CANCEL_REASON, "required", "is required");
    form.accept();
    long id = AdHocTaskProcess.taskId(execution);
    String actor = Actor.of(execution.getProcessEngineServices());
    if (outcome == Outcome.DONE) {
      tasks.done(id, result, hours, actor);
    } else {
      tasks.cancel(id, reason, actor);
    }
  }
}
