package org.ims.importing;

/** What the processes cannot follow yet; each row that shows it is counted. */
enum Simplification {
  ON_HOLD("on hold (Awaiting ...): the work goes on, its clock too"),
  REASSIGNED("handed to another group: the last group has it from the start"),
  RECLASSIFIED("category, impact, urgency or priority changed: the last values hold throughout"),
  RETURNED("sent back to New: whoever works on it keeps it"),
  REOPENED_LATE("reopened after closing: closed once, at the end"),
  TIME_RAISED("earlier than the row before or than opened_at: taken at that time");

  private final String words;

  Simplification(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }
}
