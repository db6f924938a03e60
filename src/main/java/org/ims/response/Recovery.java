package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One attempt to remove the cause and bring the service back. */
@Entity
class Recovery {

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

  String recordedBy() {
    return recordedBy;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("steps", "Steps", steps)
        .with("succeeded", "Succeeded", succeeded)
        .with("recoveredAt", "Recovered", recoveredAt)
        .with("dataLoss", "Data lost", dataLoss)
        .with("rtoMet", "Recovery time objective met", rtoMet)
        .with("rpoMet", "Recovery point objective met", rpoMet)
        .with("verification", "Checked by", verification);
  }
}
