package org.ims.triage;

import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.CATEGORY;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.DATA_CLASS;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.DATA_EXPOSURE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.ESTIMATED_LOSS_EUR;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.MINUTES_TO_BUSINESS_IMPACT;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.NEW_FACTS;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SERVICE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SERVICE_STATE;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.SPREADING;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.USERS_AFFECTED;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.USERS_AFFECTED_PCT;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.VIP;
import static org.ims.triage.IncidentAssessmentProcess.AssessImpact.WORKAROUND;

import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.SubmittedForm;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Fills in the facts that were stated last, so that a person changes only what is different. */
@Component
class PrefillAssessmentListener implements TaskListener {

  private final IncidentAssessments assessments;

  PrefillAssessmentListener(IncidentAssessments assessments) {
    this.assessments = assessments;
  }

  @Override
  public void notify(DelegateTask task) {
    DelegateExecution execution = task.getExecution();
    Incident incident = assessments.incident(execution.getProcessBusinessKey());
    assessments
        .latest(incident.number())
        // Not local to the task: the form would write it back there, and it would go with the task.
        .ifPresent(latest -> execution.setVariables(fields(latest.facts())));
    boolean again = incident.assessment() != null;
    task.setVariableLocal(IncidentAssessmentProcess.REASSESSMENT, again);
    if (again) {
      execution.setVariable(CATEGORY, SubmittedForm.key(incident.classification().category()));
      execution.setVariable(SERVICE, incident.service());
      task.setVariableLocal(NEW_FACTS, newFacts(incident, execution));
      task.setDueDate(Date.from(assessments.reassessDue()));
    }
  }

  private static String newFacts(Incident incident, DelegateExecution execution) {
    String state =
        incident.isWorkedOn()
            ? ""
            : "The incident is %s meanwhile: a new assessment changes nothing.\n"
                .formatted(incident.state().name().toLowerCase(Locale.ROOT));
    return "%s%s\n(%s)"
        .formatted(
            state,
            execution.getVariable(IncidentLifecycleProcess.FACTS_NOTE),
            execution.getVariable(IncidentLifecycleProcess.FACTS_BY));
  }

  private static Map<String, Object> fields(ImpactFacts facts) {
    Map<String, Object> fields = new HashMap<>();
    fields.put(SERVICE_STATE, SubmittedForm.key(facts.serviceState()));
    fields.put(USERS_AFFECTED, doubleOrNull(facts.usersAffected()));
    fields.put(USERS_AFFECTED_PCT, doubleOrNull(facts.usersAffectedPct()));
    fields.put(DATA_CLASS, SubmittedForm.key(facts.dataClass()));
    fields.put(DATA_EXPOSURE, SubmittedForm.key(facts.dataExposure()));
    fields.put(SPREADING, Boolean.TRUE.equals(facts.spreading()) ? "yes" : "no");
    fields.put(WORKAROUND, SubmittedForm.key(facts.workaround()));
    fields.put(MINUTES_TO_BUSINESS_IMPACT, doubleOrNull(facts.minutesToBusinessImpact()));
    fields.put(ESTIMATED_LOSS_EUR, doubleOrNull(facts.estimatedLossEur()));
    fields.put(VIP, facts.vip());
    return fields;
  }

  private static Double doubleOrNull(BigDecimal number) {
    return number == null ? null : number.doubleValue();
  }
}
