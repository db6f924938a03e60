package org.ims.documentation.journal;

/** Contract of processes/documentation/journal/JournalCheckpoint.bpmn. */
final class JournalCheckpointProcess {

  static final String KEY = "JournalCheckpoint";

  /** The number of the checkpoint that was made; null when nothing had moved. */
  static final String CHECKPOINT = "checkpoint";

  private JournalCheckpointProcess() {}
}
