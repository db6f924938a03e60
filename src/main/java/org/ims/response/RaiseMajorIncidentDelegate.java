package org.ims.response;

import static org.ims.response.IncidentChangeProcess.CHANGE_ID;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

@Component
class RaiseMajorIncidentDelegate implements JavaDelegate {

  private final IncidentChanges changes;
  private final MajorIncidents majorIncidents;
  private final Occurrences occurrences;

  RaiseMajorIncidentDelegate(
      IncidentChanges changes, MajorIncidents majorIncidents, Occurrences occurrences) {
    this.changes = changes;
    this.majorIncidents = majorIncidents;
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    Change change = changes.get((Long) execution.getVariable(CHANGE_ID));
    majorIncidents.mayBeProposed(change.incidentNumber());
    occurrences.happened(
        change.incidentNumber(),
        IncidentLifecycleProcess.MSG_MAJOR_INCIDENT_PROPOSED,
        Map.of(
            IncidentLifecycleProcess.MAJOR_VERDICT,
            MajorIncidents.Proposal.PROPOSE.name(),
            IncidentLifecycleProcess.MAJOR_BECAUSE,
            change.note()));
  }
}
