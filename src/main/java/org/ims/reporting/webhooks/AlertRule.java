package org.ims.reporting.webhooks;

/**
 * What AlertDecision makes of an alert.
 *
 * @param service key of the service that it is about
 * @param impact 1 (high) to 3 (low), or null where the table does not say
 * @param urgency 1 (high) to 3 (low), or null where the table does not say
 * @param suspectedSecurity whether somebody may have caused it on purpose
 * @param onResolved what happens when the source says that it is over
 * @param because the reason, for people
 */
record AlertRule(
    String service,
    Integer impact,
    Integer urgency,
    boolean suspectedSecurity,
    OnResolved onResolved,
    String because) {

  /** What happens when the source says that it is over. */
  enum OnResolved {
    /** It is kept on record. */
    RECORD,
    /** Somebody is asked whether the incident can be resolved. */
    PROPOSE
  }
}
