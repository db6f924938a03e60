package org.ims.importing;

/** What a replay does not follow; each row that shows it is counted. */
enum Simplification {
  HELD_FOR_NOBODY("on hold without a reason: the work goes on, its clock too"),
  REASSIGNED("handed to another group: the last group has it from the start"),
  RECLASSIFIED("category, impact, urgency or priority changed: the last values hold throughout"),
  RETURNED("sent back to New: whoever works on it keeps it"),
  REOPENED_LATE("reopened when it would be a new incident here: closed once, at the end"),
  TIME_RAISED("earlier than the row before or than opened_at: taken at that time");

  private final String words;

  Simplification(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }
}
