package org.ims.response;

import static org.ims.response.MajorIncidentProcess.DecideMajorIncident.DECISION;
import static org.ims.response.MajorIncidentProcess.DecideMajorIncident.REASON;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.springframework.stereotype.Component;

@Component
class RecordMajorDecisionDelegate implements JavaDelegate {

  private final MajorIncidents majorIncidents;
  private final Clock clock;

  RecordMajorDecisionDelegate(MajorIncidents majorIncidents, Clock clock) {
    this.majorIncidents = majorIncidents;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    MajorIncidents.Decision decision = form.requiredChoice(DECISION, MajorIncidents.Decision.class);
    String reason = form.requiredText(REASON, SubmittedForm.TEXT_AREA);
    form.accept();
    boolean promoted =
        majorIncidents.decide(
            IncidentLifecycleProcess.incidentNumber(execution),
            decision,
            reason,
            Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(MajorIncidentProcess.PROMOTED, promoted);
  }
}
