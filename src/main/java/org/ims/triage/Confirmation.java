package org.ims.triage;

/**
 * What a person made of the tables' result.
 *
 * @param impact set against the tables, or null; likewise the urgency
 * @param reason why it was overridden, or why a lower priority than before is right; null otherwise
 */
record Confirmation(Decision decision, Integer impact, Integer urgency, String reason) {

  enum Decision {
    CONFIRM,
    OVERRIDE,
    CHANGE_FACTS
  }
}
