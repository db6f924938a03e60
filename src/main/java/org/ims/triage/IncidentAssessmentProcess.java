package org.ims.triage;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.ims.engine.IncidentLifecycleProcess;

/** Contract of processes/triage/IncidentAssessment.bpmn. */
final class IncidentAssessmentProcess {

  static final String KEY = "IncidentAssessment";

  /** What the person made of the tables' result; see {@link Confirmation.Decision}. */
  static final String CONFIRMATION = "confirmation";

  /** The facts that the tables were asked about last. */
  static final String ASSESSMENT_ID = "assessmentId";

  /** Whether the incident was still there to be assessed when the result was confirmed. */
  static final String STILL_OPEN = "stillOpen";

  /** Whether the major-incident procedure has to hear of it. */
  static final String MAJOR_PROPOSED = "majorProposed";

  /** Shown by forms, local to their tasks: the incident had been assessed before. */
  static final String REASSESSMENT = "reassessment";

  /** Shown by a form, local to its task: the incident had a higher priority until now. */
  static final String PRIORITY_LOWERED = "priorityLowered";

  /** Inputs of the tables that are not fields of a form. */
  static final String OWNER_TEAM = "ownerTeam";

  static final String SUPPLIER_TEAM = "supplierTeam";
  static final String SUBCATEGORY = "subcategory";
  static final String CRITICAL_FUNCTION = "criticalFunction";
  static final String PEOPLE_AT_RISK = "peopleAtRisk";
  static final String REGULATORY_CLOCK = "regulatoryClock";
  static final String CHILD_COUNT = "childCount";

  /** Outputs of the tables. */
  static final String IMPACT = "impact";

  static final String IMPACT_BECAUSE = "impactBecause";
  static final String URGENCY = "urgency";
  static final String URGENCY_BECAUSE = "urgencyBecause";
  static final String TEAM_BECAUSE = "teamBecause";
  static final String RESOLVE_WITHIN = "resolveWithin";
  static final String ACKNOWLEDGE_WITHIN = "acknowledgeWithin";
  static final String ASSESS_WITHIN = "assessWithin";
  static final String VERIFY_WITHIN = "verifyWithin";
  static final String CONFIRM_WITHIN = "confirmWithin";
  static final String CLOSE_WITHIN = "closeWithin";
  static final String CALENDAR = "calendar";

  private IncidentAssessmentProcess() {}

  /** What the tables said, and a person's override where there was one. */
  static TableResults results(VariableScope scope) {
    return new TableResults(
        (Integer) scope.getVariable(IMPACT),
        text(scope, IMPACT_BECAUSE),
        (Integer) scope.getVariable(URGENCY),
        text(scope, URGENCY_BECAUSE),
        text(scope, IncidentLifecycleProcess.PRIORITY),
        text(scope, IncidentLifecycleProcess.TEAM),
        text(scope, TEAM_BECAUSE),
        text(scope, ACKNOWLEDGE_WITHIN),
        text(scope, ASSESS_WITHIN),
        text(scope, RESOLVE_WITHIN),
        text(scope, CALENDAR),
        text(scope, VERIFY_WITHIN),
        text(scope, CONFIRM_WITHIN),
        text(scope, CLOSE_WITHIN),
        // Triages that began before this table was asked have no verdict.
        Objects.requireNonNullElse(text(scope, IncidentLifecycleProcess.MAJOR_VERDICT), "NO"),
        text(scope, IncidentLifecycleProcess.MAJOR_BECAUSE));
  }

  private static String text(VariableScope scope, String variable) {
    return (String) scope.getVariable(variable);
  }

  /** Fields of forms/triage/AssessImpact.form. */
  static final class AssessImpact {
    static final String SERVICE_STATE = "serviceState";
    static final String USERS_AFFECTED = "usersAffected";
    static final String USERS_AFFECTED_PCT = "usersAffectedPct";
    static final String DATA_CLASS = "dataClass";
    static final String DATA_EXPOSURE = "dataExposure";
    static final String SPREADING = "spreading";
    static final String WORKAROUND = "workaround";
    static final String MINUTES_TO_BUSINESS_IMPACT = "minutesToBusinessImpact";
    static final String ESTIMATED_LOSS_EUR = "estimatedLossEur";
    static final String VIP = "vip";
    static final String NEW_FACTS = "newFacts";
    static final String CATEGORY = "category";
    static final String SERVICE = "service";

    private AssessImpact() {}
  }

  /** Fields of forms/triage/ConfirmAssessment.form. */
  static final class ConfirmAssessment {
    static final String TABLES_SAID = "tablesSaid";
    static final String LAST_ASSESSMENT = "lastAssessment";
    static final String DECISION = "decision";
    static final String OVERRIDE_IMPACT = "overrideImpact";
    static final String OVERRIDE_URGENCY = "overrideUrgency";
    static final String OVERRIDE_REASON = "overrideReason";
    static final String LOWERED_REASON = "loweredReason";

    private ConfirmAssessment() {}
  }
}
