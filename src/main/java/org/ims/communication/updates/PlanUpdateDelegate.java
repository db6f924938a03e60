package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.CADENCE_AFTER_CHANGE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.CADENCE_FIRST;
import static org.ims.communication.updates.StakeholderCommunicationProcess.CADENCE_LEAD;
import static org.ims.communication.updates.StakeholderCommunicationProcess.CADENCE_PAUSE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.DRAFT_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.FIRST_ALARM;
import static org.ims.communication.updates.StakeholderCommunicationProcess.FIRST_ALARM_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.SECOND_ALARM;
import static org.ims.communication.updates.StakeholderCommunicationProcess.SECOND_ALARM_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.UPDATE_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.UPDATE_PLANNED;
import static org.ims.communication.updates.StakeholderCommunicationProcess.span;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

@Component
class PlanUpdateDelegate implements JavaDelegate {

  private final Updates updates;
  private final Clock clock;

  PlanUpdateDelegate(Updates updates, Clock clock) {
    this.updates = updates;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Cadence cadence =
        new Cadence(
            span(execution, CADENCE_FIRST),
            span(execution, CADENCE_PAUSE),
            span(execution, CADENCE_AFTER_CHANGE),
            span(execution, CADENCE_LEAD));
    Optional<Instant> next =
        updates.next(StakeholderCommunicationProcess.communicationId(execution), cadence);
    execution.setVariable(UPDATE_PLANNED, next.isPresent());
    if (next.isPresent()) {
      // What is overdue already is written now, with the same time to write it before an alarm.
      Instant now = clock.instant();
      Instant due = next.get().isBefore(now) ? now : next.get();
      Instant draft = cadence.lead() == null ? due : due.minus(cadence.lead());
      execution.setVariable(DRAFT_DUE, Date.from(draft.isBefore(now) ? now : draft));
      execution.setVariable(UPDATE_DUE, Date.from(due));
      execution.setVariable(FIRST_ALARM_DUE, Date.from(due.plus(span(execution, FIRST_ALARM))));
      execution.setVariable(SECOND_ALARM_DUE, Date.from(due.plus(span(execution, SECOND_ALARM))));
    }
  }
}
