package org.ims.reporting.webhooks;

import java.time.Instant;

/**
 * Alerts that belong together, from their first notification to the end of their incident.
 *
 * @param resolvedAt since when the source says that it is over, or null
 * @param impact what AlertDecision suggests, or null
 * @param urgency what AlertDecision suggests, or null
 * @param verdict what a person made of the source's word that it is over, or null
 */
record AlertGroup(
    long id,
    String source,
    String incidentNumber,
    String title,
    String severity,
    boolean firing,
    int notifications,
    Instant firstAt,
    Instant lastAt,
    Instant resolvedAt,
    Integer impact,
    Integer urgency,
    String because,
    AlertRule.OnResolved onResolved,
    Verdict verdict,
    String verdictComment,
    String verdictBy,
    Instant verdictAt) {

  /** Whether a person agrees that it is over. */
  enum Verdict {
    OVER,
    NOT_OVER
  }
}
