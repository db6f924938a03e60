package org.ims.response;

import static org.ims.response.MajorIncidentProcess.KeepLog.ENTRY;
import static org.ims.response.MajorIncidentProcess.KeepLog.ENTRY_KIND;
import static org.ims.response.MajorIncidentProcess.KeepLog.LOG_STATE;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordLogEntryDelegate implements JavaDelegate {

  private enum State {
    OPEN,
    COMPLETE
  }

  private final SideWork sideWork;
  private final Clock clock;

  RecordLogEntryDelegate(SideWork sideWork, Clock clock) {
    this.sideWork = sideWork;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    LogEntry.Kind kind = form.requiredChoice(ENTRY_KIND, LogEntry.Kind.class);
    String entry = form.requiredText(ENTRY, SubmittedForm.TEXT_AREA);
    boolean complete = form.requiredChoice(LOG_STATE, State.class) == State.COMPLETE;
    form.accept();
    sideWork.log(
        IncidentLifecycleProcess.incidentNumber(execution),
        kind,
        entry,
        Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(MajorIncidentProcess.LOG_COMPLETE, complete);
  }
}
