package org.ims.triage;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.Classification;
import org.ims.incident.DossierContributor.Line;

/**
 * The facts that a person stated, what the tables made of them, and what the person set against it.
 */
@Entity
class ImpactAssessment {

  /** As long as the incident and the engine keep a text. */
  private static final int LONGEST_REASON = 4000;

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Embedded private ImpactFacts facts;

  @Enumerated(EnumType.STRING)
  private Classification.Category category;

  private String affectedService;
  private Boolean criticalFunction;
  private String factsNote;
  private String factsBy;

  private Integer overrideImpact;
  private Integer overrideUrgency;
  private String overrideReason;
  private Integer tableImpact;
  private Integer tableUrgency;

  @Column(nullable = false)
  private String assessedBy;

  @Column(nullable = false)
  private Instant assessedAt;

  private String overriddenBy;
  private String overrideImpactReason;
  private String overrideUrgencyReason;
  private String loweredReason;
  private String confirmedBy;
  private Instant confirmedAt;

  protected ImpactAssessment() {}

  ImpactAssessment(
      String incidentNumber, ImpactFacts facts, String assessedBy, Instant assessedAt) {
    this.incidentNumber = incidentNumber;
    this.facts = facts;
    this.assessedBy = assessedBy;
    this.assessedAt = assessedAt;
  }

  /** Keeps what the tables said; what is shown after an override is no longer their word. */
  void tablesSaid(int impact, int urgency) {
    if (tableImpact == null) {
      tableImpact = impact;
      tableUrgency = urgency;
    }
  }

  /** A person sets something else; what they leave empty stays as it is. */
  void override(Integer impact, Integer urgency, String reason, String by) {
    if (impact != null) {
      overrideImpact = impact;
      overrideImpactReason = reason;
    }
    if (urgency != null) {
      overrideUrgency = urgency;
      overrideUrgencyReason = reason;
    }
    overrideReason = reason;
    overriddenBy = by;
  }

  /**
   * The result counts.
   *
   * @param loweredReason why a lower priority than before is right, or null
   */
  void confirm(String loweredReason, String by, Instant at) {
    this.loweredReason = loweredReason;
    confirmedBy = by;
    confirmedAt = at;
  }

  /** What the incident is, in the eyes of whoever stated the facts. */
  void about(Classification.Category category, String service, boolean criticalFunction) {
    this.category = category;
    this.affectedService = service;
    this.criticalFunction = criticalFunction;
  }

  /** What made somebody assess it again; both null for the first assessment. */
  void because(String note, String by) {
    factsNote = note;
    factsBy = by;
  }

  Classification.Category category() {
    return category;
  }

  String service() {
    return affectedService;
  }

  boolean criticalFunction() {
    return Boolean.TRUE.equals(criticalFunction);
  }

  String factsNote() {
    return factsNote;
  }

  String factsBy() {
    return factsBy;
  }

  Long id() {
    return id;
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
    return because("Impact", overrideImpact, tableImpact, overrideImpactReason, tableBecause);
  }

  String urgencyBecause(String tableBecause) {
    return because("Urgency", overrideUrgency, tableUrgency, overrideUrgencyReason, tableBecause);
  }

  private static String because(
      String what, Integer override, int table, String reason, String tableBecause) {
    if (override == null) {
      return tableBecause;
    }
    String because = "%s set to %d instead of %d: %s".formatted(what, override, table, reason);
    return because.length() <= LONGEST_REASON ? because : because.substring(0, LONGEST_REASON);
  }

  Integer tableImpact() {
    return tableImpact;
  }

  Integer tableUrgency() {
    return tableUrgency;
  }

  String overrideReason() {
    return overrideReason;
  }

  String loweredReason() {
    return loweredReason;
  }

  String confirmedBy() {
    return confirmedBy;
  }

  Instant confirmedAt() {
    return confirmedAt;
  }

  boolean isOverridden() {
    return overrideImpact != null || overrideUrgency != null;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    Line line =
        Line.empty()
            .with("assessedAt", "Facts stated", assessedAt)
            .with("assessedBy", "By", assessedBy)
            .with("newFacts", "New facts", factsNote)
            .with("newFactsBy", "Told by", factsBy);
    if (facts != null) {
      line =
          line.with("serviceState", "Service", facts.serviceState())
              .with("usersAffected", "People affected", facts.usersAffected())
              .with("usersAffectedPct", "Share of its users, %", facts.usersAffectedPct())
              .with("dataClass", "Data", facts.dataClass())
              .with("dataExposure", "Exposure of data", facts.dataExposure())
              .with("spreading", "Spreading", facts.spreading())
              .with("workaround", "Workaround", facts.workaround())
              .with(
                  "minutesToBusinessImpact",
                  "Minutes until the business suffers",
                  facts.minutesToBusinessImpact())
              .with("estimatedLossEur", "Estimated loss, EUR", facts.estimatedLossEur())
              .with("vip", "Somebody important is affected", facts.vip());
    }
    return line.with("tableImpact", "Impact by the table", tableImpact)
        .with("tableUrgency", "Urgency by the table", tableUrgency)
        .with("overrideImpact", "Impact set to", overrideImpact)
        .with("overrideUrgency", "Urgency set to", overrideUrgency)
        .with("overrideReason", "Set because", overrideReason)
        .with("overriddenBy", "Set by", overriddenBy)
        .with("loweredReason", "Lowered because", loweredReason)
        .with("confirmedBy", "Confirmed by", confirmedBy)
        .with("confirmedAt", "Confirmed", confirmedAt);
  }
}
