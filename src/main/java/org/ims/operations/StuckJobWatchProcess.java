package org.ims.operations;

/** Contract of processes/operations/StuckJobWatch.bpmn. */
final class StuckJobWatchProcess {

  static final String KEY = "StuckJobWatch";

  /** To how many people a letter is owed. */
  static final String LETTERS = "letters";

  /** Which of the letters one step is about, from 0; the engine counts. */
  static final String POSITION = "loopCounter";

  private StuckJobWatchProcess() {}
}
