package org.ims.communication.updates;

/** What comes of a task to write an update. */
enum UpdateOutcome {
  SEND,
  NOTHING_TO_TELL
}
