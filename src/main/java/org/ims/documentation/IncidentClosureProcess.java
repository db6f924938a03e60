package org.ims.documentation;

/** Contract of processes/documentation/IncidentClosure.bpmn. */
final class IncidentClosureProcess {

  static final String KEY = "IncidentClosure";

  static final String CLOSE_DUE = "closeDue";

  private IncidentClosureProcess() {}

  /** Fields of forms/documentation/CloseIncident.form. */
  static final class CloseIncident {
    static final String FINAL_CATEGORY = "finalCategory";
    static final String COST = "cost";

    private CloseIncident() {}
  }
}
