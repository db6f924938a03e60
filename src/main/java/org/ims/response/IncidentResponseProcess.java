package org.ims.response;

/** Contract of processes/response/IncidentResponse.bpmn. */
final class IncidentResponseProcess {

  static final String KEY = "IncidentResponse";

  static final String CONTAINED = "contained";
  static final String RECOVERED = "recovered";
  static final String RESOLUTION_VERIFIED = "resolutionVerified";
  static final String VERIFY_DUE = "verifyDue";
  static final String CONFIRM_DUE = "confirmDue";

  /** How often the incident has been resolved; a notice for each. */
  static final String RESOLUTION_ROUND = "resolutionRound";

  /** Whether it is or was a major incident, whose resolution silence does not confirm. */
  static final String MAJOR_INCIDENT = "majorIncident";

  /** The work waits for somebody else; {@link #HOLD_REASON} and {@link #HOLD_NOTE} say for whom. */
  static final String MSG_HOLD_REQUESTED = "Msg_HoldRequested";

  static final String HOLD_REASON = "holdReason";
  static final String HOLD_NOTE = "holdNote";

  /** Outputs of the table. */
  static final String HOLD_PAUSES = "holdPauses";

  static final String HOLD_WITHIN = "holdWithin";
  static final String HOLD_CALENDAR = "holdCalendar";

  /** When the hold ends by itself; null when it never does. */
  static final String HOLD_UNTIL = "holdUntil";

  private IncidentResponseProcess() {}

  /** Fields of forms/response/Investigate.form. */
  static final class Investigate {
    static final String FINDINGS = "findings";
    static final String HYPOTHESIS = "hypothesis";
    static final String AFFECTED_ASSETS = "affectedAssets";
    static final String ROOT_CAUSE_KNOWN = "rootCauseKnown";

    private Investigate() {}
  }

  /** Fields of forms/response/Contain.form. */
  static final class Contain {
    static final String OUTCOME = "outcome";
    static final String ACTION = "action";
    static final String TARGET = "target";
    static final String STARTED_AT = "startedAt";
    static final String TEMPORARY = "temporary";
    static final String UNDO_PLAN = "undoPlan";
    static final String EXPIRES_AT = "expiresAt";
    static final String MEASURE_OWNER = "measureOwner";

    private Contain() {}
  }

  /** Fields of forms/response/Recover.form. */
  static final class Recover {
    static final String OUTCOME = "outcome";
    static final String STEPS = "steps";
    static final String RECOVERED_AT = "recoveredAt";
    static final String DATA_LOSS = "dataLoss";
    static final String RTO_MET = "rtoMet";
    static final String RPO_MET = "rpoMet";
    static final String VERIFICATION = "verification";
    static final String RESOURCES_USED = "resourcesUsed";

    private Recover() {}
  }

  /** Fields of forms/response/VerifyResolution.form. */
  static final class VerifyResolution {
    static final String VERIFIED = "verified";
    static final String COMMENT = "comment";

    private VerifyResolution() {}
  }

  /** Fields of forms/response/ResumeIncident.form. */
  static final class ResumeIncident {
    static final String RESUME_NOTE = "resumeNote";

    private ResumeIncident() {}
  }

  /** Fields of forms/response/LiftLegalHold.form. */
  static final class LiftLegalHold {
    static final String RELEASE_NOTE = "releaseNote";

    private LiftLegalHold() {}
  }
}
