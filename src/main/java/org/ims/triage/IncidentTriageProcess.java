package org.ims.triage;

/** Contract of processes/triage/IncidentTriage.bpmn. */
final class IncidentTriageProcess {

  static final String KEY = "IncidentTriage";

  /** What triage decided; see {@link TriageKind#outcome()}. */
  static final String TRIAGE_OUTCOME = "triageOutcome";

  /** Inputs of the tables that are not fields of a form. */
  static final String OWNER_TEAM = "ownerTeam";

  static final String SUPPLIER_TEAM = "supplierTeam";
  static final String PEOPLE_AT_RISK = "peopleAtRisk";
  static final String REGULATORY_CLOCK = "regulatoryClock";

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

  private IncidentTriageProcess() {}

  /** Fields of forms/triage/TriageIncident.form. */
  static final class TriageIncident {
    static final String KIND = "kind";
    static final String DUPLICATE_OF = "duplicateOf";
    static final String CATEGORY = "category";
    static final String SUBCATEGORY = "subcategory";
    static final String SERVICE = "service";
    static final String CRITICAL_FUNCTION = "criticalFunction";
    static final String AWARE_AT = "awareAt";
    static final String REASON = "reason";

    private TriageIncident() {}
  }

  /** Fields of forms/triage/AnswerQuestion.form. */
  static final class AnswerQuestion {
    static final String QUESTION = "question";
    static final String ANSWER = "answer";

    private AnswerQuestion() {}
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
    static final String OVERRIDE_IMPACT = "overrideImpact";
    static final String OVERRIDE_URGENCY = "overrideUrgency";
    static final String OVERRIDE_REASON = "overrideReason";

    private AssessImpact() {}
  }
}
