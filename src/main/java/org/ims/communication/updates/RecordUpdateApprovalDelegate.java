package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.ApproveUpdate.COMMENT;
import static org.ims.communication.updates.StakeholderCommunicationProcess.ApproveUpdate.DECISION;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordUpdateApprovalDelegate implements JavaDelegate {

  private final Updates updates;
  private final Clock clock;

  RecordUpdateApprovalDelegate(Updates updates, Clock clock) {
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    boolean approved =
        form.requiredChoice(DECISION, UpdateDecision.class) == UpdateDecision.APPROVE;
    String comment = form.text(COMMENT, SubmittedForm.TEXT_AREA);
    form.requireThat(
        approved || comment != null, COMMENT, "required", "is required: say what to change");
    form.accept();
    updates.decide(
        StakeholderCommunicationProcess.communicationId(execution),
        approved,
        comment,
        Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(StakeholderCommunicationProcess.UPDATE_APPROVED, approved);
    if (!approved) {
      StakeholderCommunicationProcess.setAlarms(
          execution,
          StakeholderCommunicationProcess.instant(
              execution, StakeholderCommunicationProcess.UPDATE_DUE),
          clock.instant());
    }
  }
}
