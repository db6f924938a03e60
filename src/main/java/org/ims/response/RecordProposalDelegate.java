package org.ims.response;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordProposalDelegate implements JavaDelegate {

  private final MajorIncidents majorIncidents;
  private final Occurrences occurrences;

  RecordProposalDelegate(MajorIncidents majorIncidents, Occurrences occurrences) {
    this.majorIncidents = majorIncidents;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    String number = IncidentLifecycleProcess.incidentNumber(execution);
    MajorIncidents.Step step =
        majorIncidents.propose(
            number,
            MajorIncidents.Proposal.valueOf(
                (String) execution.getVariable(IncidentLifecycleProcess.MAJOR_VERDICT)),
            (String) execution.getVariable(IncidentLifecycleProcess.MAJOR_BECAUSE),
            Actor.of(execution.getProcessEngineServices()));
    if (step == MajorIncidents.Step.PROMOTED) {
      // Whoever was still to decide need not any more.
      occurrences.happened(number, MajorIncidentProcess.MSG_MAJOR_INCIDENT_PROMOTED);
    }
    execution.setVariable(MajorIncidentProcess.MAJOR_STEP, SubmittedForm.key(step));
    execution.setVariable(
        IncidentLifecycleProcess.PRIORITY, majorIncidents.priority(number).name());
  }
}
