package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One step on the way of an incident to a major one and back: who decided what, and why. */
@Entity
class MajorDecision {

  enum Verdict {
    PROPOSED,
    PROMOTED,
    KEPT,
    REJECTED,
    DEMOTED,
    STOOD_DOWN
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Verdict verdict;

  @Column(nullable = false)
  private String reason;

  @Column(nullable = false)
  private String decidedBy;

  @Column(nullable = false)
  private Instant decidedAt;

  protected MajorDecision() {}

  MajorDecision(
      String incidentNumber, Verdict verdict, String reason, String decidedBy, Instant decidedAt) {
    this.incidentNumber = incidentNumber;
    this.verdict = verdict;
    this.reason = reason;
    this.decidedBy = decidedBy;
    this.decidedAt = decidedAt;
  }

  Verdict verdict() {
    return verdict;
  }

  String reason() {
    return reason;
  }

  String decidedBy() {
    return decidedBy;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("decidedAt", "Decided", decidedAt)
        .with("decidedBy", "By", decidedBy)
        .with("verdict", "Verdict", verdict)
        .with("reason", "Reason", reason);
  }
}
