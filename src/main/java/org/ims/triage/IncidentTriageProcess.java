package org.ims.triage;

/** Contract of processes/triage/IncidentTriage.bpmn. */
final class IncidentTriageProcess {

  static final String KEY = "IncidentTriage";

  /** What triage decided; see {@link TriageKind#outcome()}. */
  static final String TRIAGE_OUTCOME = "triageOutcome";

  /** What the form offers as originals, local to its task: a list of labels and values. */
  static final String SIMILAR_CHOICES = "similarChoices";

  private IncidentTriageProcess() {}

  /** Fields of forms/triage/TriageIncident.form. */
  static final class TriageIncident {
    static final String KIND = "kind";
    static final String SIMILAR_INCIDENTS = "similarIncidents";
    static final String DUPLICATE_OF = "duplicateOf";
    static final String OTHER_INCIDENT = "otherIncident";
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
}
