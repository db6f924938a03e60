package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One answer to the question whether it works again. */
@Entity
class Verification {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  private boolean verified;

  /** What does not work, when it does not. */
  private String comment;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Verification() {}

  Verification(
      String incidentNumber,
      boolean verified,
      String comment,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.verified = verified;
    this.comment = comment;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  boolean verified() {
    return verified;
  }

  String comment() {
    return comment;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("verified", "Verified", verified)
        .with("comment", "Comment", comment);
  }
}
