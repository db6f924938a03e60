package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** What one round of investigation found. */
@Entity
class Investigation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String findings;

  private String hypothesis;

  /** One a line, as they were entered. */
  private String affectedAssets;

  private boolean rootCauseKnown;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Investigation() {}

  Investigation(
      String incidentNumber,
      String findings,
      String hypothesis,
      String affectedAssets,
      boolean rootCauseKnown,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.findings = findings;
    this.hypothesis = hypothesis;
    this.affectedAssets = affectedAssets;
    this.rootCauseKnown = rootCauseKnown;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  String findings() {
    return findings;
  }

  String hypothesis() {
    return hypothesis;
  }

  String recordedBy() {
    return recordedBy;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("findings", "Findings", findings)
        .with("hypothesis", "Hypothesis", hypothesis)
        .with("affectedAssets", "Affected", affectedAssets)
        .with("rootCauseKnown", "Root cause known", rootCauseKnown);
  }
}
