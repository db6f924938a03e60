package org.ims.review;

/** Contract of processes/review/CorrectiveAction.bpmn. */
final class CorrectiveActionProcess {

  static final String KEY = "CorrectiveAction";

  static final String ACTION_OWNER = "actionOwner";
  static final String ACTION_PRIORITY = "actionPriority";
  static final String DUE_WITHIN = "dueWithin";
  static final String ACTION_DUE = "actionDue";
  static final String ACTION_OUTCOME = "actionOutcome";

  private CorrectiveActionProcess() {}

  /** Fields of forms/review/ImplementAction.form. */
  static final class ImplementAction {
    static final String OUTCOME = "outcome";
    static final String PROGRESS = "progress";
    static final String DONE_AT = "doneAt";
    static final String VERIFIED_BY = "verifiedBy";
    static final String EXTENSION_REASON = "extensionReason";
    static final String EXTENSION_DUE = "extensionDue";
    static final String EXTENSION_APPROVER = "extensionApprover";
    static final String RISK_REASON = "riskReason";

    private ImplementAction() {}
  }
}
