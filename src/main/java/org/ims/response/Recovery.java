package org.ims.response;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One attempt to remove the cause and bring the service back. */
@Entity
class Recovery {

  /**
   * @param person who, or which supplier
   * @param hours worked, 0 or more, may be null
   * @param costEur in euros, 0 or more, may be null
   */
  @Embeddable
  record Effort(String person, BigDecimal hours, @Column(name = "cost_eur") BigDecimal costEur) {}

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  private boolean succeeded;

  @Column(nullable = false)
  private String steps;

  @Column(nullable = false)
  private Instant recoveredAt;

  private boolean dataLoss;
  private boolean rtoMet;
  private boolean rpoMet;

  @Column(nullable = false)
  private String verification;

  @ElementCollection
  @CollectionTable(name = "recovery_effort", joinColumns = @JoinColumn(name = "recovery_id"))
  private List<Effort> effort = new ArrayList<>();

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Recovery() {}

  Recovery(
      String incidentNumber,
      boolean succeeded,
      String steps,
      Instant recoveredAt,
      boolean dataLoss,
      boolean rtoMet,
      boolean rpoMet,
      String verification,
      List<Effort> effort,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.succeeded = succeeded;
    this.steps = steps;
    this.recoveredAt = recoveredAt;
    this.dataLoss = dataLoss;
    this.rtoMet = rtoMet;
    this.rpoMet = rpoMet;
    this.verification = verification;
    this.effort.addAll(effort);
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  boolean succeeded() {
    return succeeded;
  }

  String steps() {
    return steps;
  }

  Instant recoveredAt() {
    return recoveredAt;
  }

  String verification() {
    return verification;
  }

  List<Effort> effort() {
    return List.copyOf(effort);
  }

  String recordedBy() {
    return recordedBy;
  }
}
