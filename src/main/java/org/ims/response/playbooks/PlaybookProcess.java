package org.ims.response.playbooks;

/** Contract that all models in processes/response/playbooks share. */
final class PlaybookProcess {

  /** What a person answered last, true for yes; read by the gateway right after the question. */
  static final String ANSWER = "answer";

  private PlaybookProcess() {}

  /** Fields of forms/response/playbooks/PlaybookStep.form. */
  static final class PlaybookStep {
    /** The documentation of the step's task, shown and not asked for. */
    static final String INSTRUCTION = "instruction";

    static final String STEP_OUTCOME = "stepOutcome";
    static final String STEP_RESULT = "stepResult";

    private PlaybookStep() {}
  }

  /** Fields of forms/response/playbooks/PlaybookQuestion.form. */
  static final class PlaybookQuestion {
    static final String INSTRUCTION = PlaybookStep.INSTRUCTION;
    static final String STEP_ANSWER = "stepAnswer";
    static final String STEP_NOTE = "stepNote";

    private PlaybookQuestion() {}
  }
}
