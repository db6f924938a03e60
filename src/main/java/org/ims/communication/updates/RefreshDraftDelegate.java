package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.FIRST_ALARM_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.SECOND_ALARM_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.UPDATE_DUE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.instant;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.DueDates;
import org.springframework.stereotype.Component;

@Component
class RefreshDraftDelegate implements JavaDelegate {

  private static final String TASK = "UserTask_WriteUpdate";

  private final Updates updates;
  private final UpdateProposals proposals;
  private final DueDates dueDates;
  private final Clock clock;

  RefreshDraftDelegate(Updates updates, UpdateProposals proposals, DueDates dueDates, Clock clock) {
    this.updates = updates;
    this.proposals = proposals;
    this.dueDates = dueDates;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    long communication = StakeholderCommunicationProcess.communicationId(execution);
    updates.pace(communication).forEach(execution::setVariable);
    Instant now = clock.instant();
    Instant due = instant(execution, UPDATE_DUE);
    Instant next =
        updates
            .next(communication, StakeholderCommunicationProcess.cadence(execution))
            .map(instant -> instant.isBefore(now) ? now : instant)
            .orElse(due);
    if (next.isBefore(due)) {
      execution.setVariable(UPDATE_DUE, Date.from(next));
      StakeholderCommunicationProcess.setAlarms(execution, next, now);
      dueDates.moveIn(
          execution.getProcessInstanceId(),
          TASK,
          next,
          Map.of(
              "Timer_UpdateOverdue", instant(execution, FIRST_ALARM_DUE),
              "Timer_UpdateMissing", instant(execution, SECOND_ALARM_DUE)));
    }
    dueDates.show(
        execution.getProcessInstanceId(),
        TASK,
        StakeholderCommunicationProcess.WriteUpdate.CHANGES_SINCE,
        proposals.changesSince(communication));
  }
}
