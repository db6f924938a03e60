package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** What the lead of a sub-team reported to the commander. */
@Entity
class SubTeamReport {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private Long subTeamId;

  @Column(nullable = false)
  private String progress;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected SubTeamReport() {}

  SubTeamReport(Long subTeamId, String progress, String recordedBy, Instant recordedAt) {
    this.subTeamId = subTeamId;
    this.progress = progress;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  String progress() {
    return progress;
  }

  String recordedBy() {
    return recordedBy;
  }
}
