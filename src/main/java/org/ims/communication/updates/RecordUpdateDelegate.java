package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.NEXT_UPDATE_AT;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.SKIP_REASON;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_OUTCOME;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_STATUS;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_TEXT;
import static org.ims.communication.updates.StakeholderCommunicationProcess.span;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordUpdateDelegate implements JavaDelegate {

  private final Updates updates;
  private final Clock clock;

  RecordUpdateDelegate(Updates updates, Clock clock) {
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    boolean send = form.requiredChoice(UPDATE_OUTCOME, UpdateOutcome.class) == UpdateOutcome.SEND;
    UpdateStatus status = form.choice(UPDATE_STATUS, UpdateStatus.class);
    String text = form.text(UPDATE_TEXT, SubmittedForm.TEXT_AREA);
    Instant next = form.instant(NEXT_UPDATE_AT);
    String reason = form.text(SKIP_REASON, SubmittedForm.TEXT_AREA);
    Duration pause = span(execution, StakeholderCommunicationProcess.CADENCE_PAUSE);
    form.requireThat(!send || status != null, UPDATE_STATUS, "required", "is required");
    form.requireThat(!send || text != null, UPDATE_TEXT, "required", "is required");
    form.requireThat(
        !send || (status != null && status.isLast()) || pause == null || next != null,
        NEXT_UPDATE_AT,
        "required",
        "is required: people wait more calmly when they know until when");
    form.requireThat(
        send || reason != null, SKIP_REASON, "required", "is required: say why nothing is told");
    form.accept();
    long communication = StakeholderCommunicationProcess.communicationId(execution);
    Instant due =
        StakeholderCommunicationProcess.instant(
            execution, StakeholderCommunicationProcess.UPDATE_DUE);
    long known = (Long) execution.getVariable(StakeholderCommunicationProcess.KNOWN_CHANGE);
    String author = Actor.of(execution.getProcessEngineServices());
    if (send) {
      updates.write(
          communication, status, text, next, updates.latestNext(pause), due, known, author);
    } else {
      updates.skip(communication, reason, due, known, author);
    }
    execution.setVariable(StakeholderCommunicationProcess.UPDATE_TO_BE_SENT, send);
    execution.setVariable(
        StakeholderCommunicationProcess.APPROVAL_DUE,
        Date.from(
            clock.instant().plus(span(execution, StakeholderCommunicationProcess.APPROVE_WITHIN))));
  }
}
