package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.CHANGES_SINCE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.NEXT_UPDATE_AT;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.RETURNED_BECAUSE;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_FOR;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_STATUS;
import static org.ims.communication.updates.StakeholderCommunicationProcess.WriteUpdate.UPDATE_TEXT;

import java.time.Duration;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

/** Proposes a text from what changed, or gives back the one that was not approved. */
@Component
class PrefillUpdateListener implements TaskListener {

  private final UpdateProposals proposals;

  PrefillUpdateListener(UpdateProposals proposals) {
    this.proposals = proposals;
  }

  @Override
  public void notify(DelegateTask task) {
    DelegateExecution execution = task.getExecution();
    Duration pause =
        StakeholderCommunicationProcess.span(
            execution, StakeholderCommunicationProcess.CADENCE_PAUSE);
    UpdateProposals.Proposal proposal =
        proposals.of(StakeholderCommunicationProcess.communicationId(execution), pause);
    task.setName(task.getName() + " (" + proposal.audience() + ")");
    task.setVariableLocal(UPDATE_FOR, proposal.heading());
    task.setVariableLocal(CHANGES_SINCE, proposal.changes());
    task.setVariableLocal(RETURNED_BECAUSE, proposal.returnedBecause());
    task.setVariableLocal(
        StakeholderCommunicationProcess.UPDATE_RETURNED, proposal.returnedBecause() != null);
    // Not local to the task: the form would write it back there, and it would go with the task.
    execution.setVariable(StakeholderCommunicationProcess.KNOWN_CHANGE, proposal.knownChange());
    execution.setVariable(UPDATE_STATUS, SubmittedForm.key(proposal.status()));
    execution.setVariable(UPDATE_TEXT, proposal.text());
    execution.setVariable(
        NEXT_UPDATE_AT,
        proposal.nextUpdateAt() == null ? null : proposal.nextUpdateAt().toString());
  }
}
