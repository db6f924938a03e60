package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.DRAFT_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.UPDATE_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.UPDATE_PLANNED;

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
    Cadence cadence = StakeholderCommunicationProcess.cadence(execution);
    Optional<Instant> next =
        updates.next(StakeholderCommunicationProcess.communicationId(execution), cadence);
    execution.setVariable(UPDATE_PLANNED, next.isPresent());
    if (next.isPresent()) {
      Instant now = clock.instant();
      Instant due = next.get().isBefore(now) ? now : next.get();
      Instant draft = cadence.lead() == null ? due : due.minus(cadence.lead());
      execution.setVariable(DRAFT_DUE, Date.from(draft.isBefore(now) ? now : draft));
      execution.setVariable(UPDATE_DUE, Date.from(due));
      StakeholderCommunicationProcess.setAlarms(execution, due, now);
    }
  }
}
