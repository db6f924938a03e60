package org.ims.triage;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;

/**
 * What is known of the damage; the inputs of ImpactDecision and UrgencyDecision. Numbers are null
 * when nobody knows them.
 *
 * @param usersAffected people, 0 or more
 * @param usersAffectedPct share of the service's users, 0 to 100
 * @param minutesToBusinessImpact until the business suffers, 0 or more
 * @param estimatedLossEur in euros, 0 or more
 * @param vip whether an important person is affected
 */
@Embeddable
record ImpactFacts(
    @Enumerated(EnumType.STRING) ServiceState serviceState,
    BigDecimal usersAffected,
    BigDecimal usersAffectedPct,
    @Enumerated(EnumType.STRING) DataClass dataClass,
    @Enumerated(EnumType.STRING) DataExposure dataExposure,
    Boolean spreading,
    @Enumerated(EnumType.STRING) Workaround workaround,
    BigDecimal minutesToBusinessImpact,
    @Column(name = "estimated_loss_eur") BigDecimal estimatedLossEur,
    Boolean vip) {

  enum ServiceState {
    DOWN,
    DEGRADED,
    AT_RISK,
    OK
  }

  enum DataClass {
    NONE,
    INTERNAL,
    CONFIDENTIAL,
    PERSONAL,
    SPECIAL,
    PHI;

    /** Whether data-protection law covers it. */
    boolean isPersonal() {
      return this == PERSONAL || this == SPECIAL || this == PHI;
    }
  }

  enum DataExposure {
    NONE,
    SUSPECTED,
    CONFIRMED
  }

  enum Workaround {
    NONE,
    PARTIAL,
    FULL
  }

  /**
   * Whether a duty to report may have begun to run: an exposure of personal data, even a suspected
   * one, starts the 72 hours of GDPR Article 33 with the organisation's awareness.
   */
  boolean regulatoryClockRuns() {
    return dataClass.isPersonal() && dataExposure != DataExposure.NONE;
  }
}
