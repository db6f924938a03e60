package org.ims.response.playbooks;

import static org.ims.response.playbooks.PlaybookProcess.PlaybookQuestion.STEP_ANSWER;
import static org.ims.response.playbooks.PlaybookProcess.PlaybookQuestion.STEP_NOTE;
import static org.ims.response.playbooks.PlaybookProcess.PlaybookStep.STEP_OUTCOME;
import static org.ims.response.playbooks.PlaybookProcess.PlaybookStep.STEP_RESULT;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.ims.response.playbooks.StepRecord.Outcome;
import org.springframework.stereotype.Component;

/**
 * Records a step of a playbook at its completion, so that a playbook needs no service task: whoever
 * draws one draws what people do, and nothing else.
 */
@Component
class RecordPlaybookStepListener implements TaskListener {

  private enum StepOutcome {
    DONE,
    NOT_APPLICABLE
  }

  private static final String QUESTION = "PlaybookQuestion";

  private final PlaybookWork work;
  private final Clock clock;

  RecordPlaybookStepListener(PlaybookWork work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  @Override
  public void notify(DelegateTask task) {
    UserTask model = task.getBpmnModelElementInstance();
    boolean question = QUESTION.equals(model.getCamundaFormRef());
    SubmittedForm form = new SubmittedForm(task.getExecution(), clock);
    Outcome outcome = question ? answer(form) : outcome(form);
    String note =
        question
            ? form.text(STEP_NOTE, SubmittedForm.TEXT_AREA)
            : form.requiredText(STEP_RESULT, SubmittedForm.TEXT_AREA);
    form.accept();
    work.record(
        new StepRecord(
            task.getExecution().getProcessBusinessKey(),
            step(task, model.getName()),
            outcome,
            note,
            Actor.of(task.getProcessEngineServices()),
            clock.instant()));
    if (question) {
      task.getExecution().setVariable(PlaybookProcess.ANSWER, outcome == Outcome.YES);
    }
  }

  private static Outcome answer(SubmittedForm form) {
    return form.requiredYesNo(STEP_ANSWER) ? Outcome.YES : Outcome.NO;
  }

  private static Outcome outcome(SubmittedForm form) {
    StepOutcome outcome = form.requiredChoice(STEP_OUTCOME, StepOutcome.class);
    return outcome == StepOutcome.NOT_APPLICABLE ? Outcome.NOT_APPLICABLE : Outcome.DONE;
  }

  private static Step step(DelegateTask task, String name) {
    ProcessDefinition definition =
        task.getProcessEngineServices()
            .getRepositoryService()
            .getProcessDefinition(task.getProcessDefinitionId());
    return new Step(
        definition.getKey(), definition.getVersion(), task.getTaskDefinitionKey(), name);
  }
}
