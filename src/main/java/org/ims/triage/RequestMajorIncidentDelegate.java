package org.ims.triage;

import static org.ims.engine.IncidentLifecycleProcess.MAJOR_BECAUSE;
import static org.ims.engine.IncidentLifecycleProcess.MAJOR_VERDICT;
import static org.ims.engine.IncidentLifecycleProcess.MSG_MAJOR_INCIDENT_PROPOSED;

import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.springframework.stereotype.Component;

@Component
class RequestMajorIncidentDelegate implements JavaDelegate {

  private final Occurrences occurrences;

  RequestMajorIncidentDelegate(Occurrences occurrences) {
    this.occurrences = occurrences;
  }

  @Override
  public void execute(DelegateExecution execution) {
    occurrences.happened(
        IncidentLifecycleProcess.incidentNumber(execution),
        MSG_MAJOR_INCIDENT_PROPOSED,
        Map.of(
            MAJOR_VERDICT,
            execution.getVariable(MAJOR_VERDICT),
            MAJOR_BECAUSE,
            execution.getVariable(MAJOR_BECAUSE)));
  }
}
