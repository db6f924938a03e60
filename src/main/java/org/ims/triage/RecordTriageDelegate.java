package org.ims.triage;

import static org.ims.triage.IncidentTriageProcess.TriageIncident.AWARE_AT;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.CATEGORY;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.CRITICAL_FUNCTION;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.DUPLICATE_OF;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.KIND;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.OTHER_INCIDENT;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.REASON;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.SERVICE;
import static org.ims.triage.IncidentTriageProcess.TriageIncident.SUBCATEGORY;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.ims.engine.Actor;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Classification;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

@Component
class RecordTriageDelegate implements JavaDelegate {

  private final Triage triage;
  private final Clock clock;

  RecordTriageDelegate(Triage triage, Clock clock) {
    this.triage = triage;
    this.clock = clock;
  }

  @Override
  public void execute(DelegateExecution execution) {
    SubmittedForm form = new SubmittedForm(execution, clock);
    TriageDecision decision = read(form);
    form.accept();
    Incident incident =
        triage.record(
            IncidentLifecycleProcess.incidentNumber(execution),
            decision,
            Actor.of(execution.getProcessEngineServices()));
    execution.setVariable(IncidentLifecycleProcess.SERVICE, incident.service());
    execution.setVariable(IncidentTriageProcess.TRIAGE_OUTCOME, decision.kind().outcome());
    execution.setVariable(REASON, decision.reason());
    execution.setVariable(DUPLICATE_OF, decision.duplicateOf());
  }

  private static TriageDecision read(SubmittedForm form) {
    TriageKind kind = form.requiredChoice(KIND, TriageKind.class);
    String duplicateOf = original(form);
    String reason = form.text(REASON, SubmittedForm.TEXT_AREA);
    if (kind == TriageKind.INCIDENT) {
      return new TriageDecision(kind, null, null, classification(form));
    }
    form.requireThat(reason != null, REASON, "required", "is required unless it is an incident");
    form.requireThat(
        kind != TriageKind.DUPLICATE || duplicateOf != null,
        DUPLICATE_OF,
        "required",
        "is required for a duplicate");
    return new TriageDecision(kind, duplicateOf, reason, null);
  }

  private static String original(SubmittedForm form) {
    String chosen = form.text(DUPLICATE_OF, SubmittedForm.TEXT_LINE);
    String other = form.text(OTHER_INCIDENT, SubmittedForm.TEXT_LINE);
    return TriageDecision.OTHER_INCIDENT.equals(chosen) ? other : chosen;
  }

  private static Classification classification(SubmittedForm form) {
    return new Classification(
        form.requiredChoice(CATEGORY, Classification.Category.class),
        form.text(SUBCATEGORY, SubmittedForm.TEXT_LINE),
        form.requiredText(SERVICE, SubmittedForm.TEXT_LINE),
        form.ticked(CRITICAL_FUNCTION),
        form.requiredPastInstant(AWARE_AT));
  }
}
