package org.ims.communication.updates;

import static org.ims.communication.updates.StakeholderCommunicationProcess.ApproveUpdate.UPDATE_FOR;
import static org.ims.communication.updates.StakeholderCommunicationProcess.ApproveUpdate.UPDATE_SHOWN;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

/** Shows the approver what is to be sent. */
@Component
class ShowUpdateListener implements TaskListener {

  private final Updates updates;

  ShowUpdateListener(Updates updates) {
    this.updates = updates;
  }

  @Override
  public void notify(DelegateTask task) {
    DelegateExecution execution = task.getExecution();
    long id = StakeholderCommunicationProcess.communicationId(execution);
    AudienceCommunication communication = updates.communication(id);
    StakeholderUpdate update = updates.latest(id);
    task.setName(task.getName() + " (" + communication.name() + ")");
    task.setVariableLocal(
        UPDATE_FOR,
        "%s; written by %s, due %s; status: %s%s"
            .formatted(
                communication.name(),
                update.author(),
                UpdateWords.time(update.dueAt()),
                SubmittedForm.key(update.status()),
                update.nextUpdateAt() == null
                    ? ""
                    : "; promises the next for " + UpdateWords.time(update.nextUpdateAt())));
    task.setVariableLocal(UPDATE_SHOWN, update.text());
  }
}
