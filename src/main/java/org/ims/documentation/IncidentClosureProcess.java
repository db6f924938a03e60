package org.ims.documentation;

/** Contract of processes/documentation/IncidentClosure.bpmn. */
final class IncidentClosureProcess {

  static final String KEY = "IncidentClosure";

  static final String CLOSE_DUE = "closeDue";
  static final String CLOSED = "closed";

  /** What the closure gate said, in lines for the form. */
  static final String CLOSURE_GATE = "closureGate";

  // What the table ClosureGate reads: how many duties of each kind are open.
  static final String UNVERIFIED_RESOLUTIONS = "unverifiedResolutions";
  static final String UNAPPROVED_REVIEWS = "unapprovedReviews";
  static final String MISSING_ROOT_CAUSES = "missingRootCauses";
  static final String OPEN_ACTIONS = "openActions";
  static final String VAGUE_ACTIONS = "vagueActions";
  static final String OPEN_AD_HOC_TASKS = "openAdHocTasks";
  static final String LIVE_COUNTERMEASURES = "liveCountermeasures";
  static final String RUNNING_PLAYBOOKS = "runningPlaybooks";
  static final String UNSETTLED_MAJORS = "unsettledMajors";
  static final String OTHER_OPEN_STEPS = "otherOpenSteps";
  static final String PENDING_NOTICES = "pendingNotices";
  static final String MISSING_ALL_CLEARS = "missingAllClears";

  private IncidentClosureProcess() {}

  /** Fields of forms/documentation/CloseIncident.form. */
  static final class CloseIncident {
    static final String OUTCOME = "outcome";
    static final String FINAL_CATEGORY = "finalCategory";
    static final String COST = "cost";

    private CloseIncident() {}
  }
}
