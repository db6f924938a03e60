package org.ims.triage;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/**
 * The facts that a person stated, what the tables made of them, and what the person set against it.
 */
@Entity
class ImpactAssessment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Embedded private ImpactFacts facts;

  private Integer overrideImpact;
  private Integer overrideUrgency;
  private String overrideReason;
  private Integer tableImpact;
  private Integer tableUrgency;

  @Column(nullable = false)
  private String assessedBy;

  @Column(nullable = false)
  private Instant assessedAt;

  protected ImpactAssessment() {}

  ImpactAssessment(
      String incidentNumber,
      ImpactFacts facts,
      Integer overrideImpact,
      Integer overrideUrgency,
      String overrideReason,
      String assessedBy,
      Instant assessedAt) {
    this.incidentNumber = incidentNumber;
    this.facts = facts;
    this.overrideImpact = overrideImpact;
    this.overrideUrgency = overrideUrgency;
    this.overrideReason = overrideReason;
    this.assessedBy = assessedBy;
    this.assessedAt = assessedAt;
  }

  /** Keeps what the tables said, beside what the person set. */
  void tablesSaid(int impact, int urgency) {
    tableImpact = impact;
    tableUrgency = urgency;
  }

  ImpactFacts facts() {
    return facts;
  }

  int impact() {
    return overrideImpact == null ? tableImpact : overrideImpact;
  }

  int urgency() {
    return overrideUrgency == null ? tableUrgency : overrideUrgency;
  }

  /** The reason for the impact: the table's, unless a person overrode it. */
  String impactBecause(String tableBecause) {
    return because("Impact", overrideImpact, tableImpact, tableBecause);
  }

  String urgencyBecause(String tableBecause) {
    return because("Urgency", overrideUrgency, tableUrgency, tableBecause);
  }

  private String because(String what, Integer override, int table, String tableBecause) {
    return override == null
        ? tableBecause
        : "%s set to %d instead of %d: %s".formatted(what, override, table, overrideReason);
  }

  boolean isOverridden() {
    return overrideImpact != null || overrideUrgency != null;
  }
}
