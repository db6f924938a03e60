package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One attempt to stop the damage from spreading. */
@Entity
class Containment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  private boolean succeeded;

  @Column(nullable = false)
  private String action;

  @Column(nullable = false)
  private String target;

  @Column(nullable = false)
  private Instant startedAt;

  private boolean temporary;

  /** How to take a temporary measure back; null for a lasting one. */
  private String undoPlan;

  /** When a temporary measure must be gone; null for a lasting one. */
  private Instant expiresAt;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Containment() {}

  Containment(
      String incidentNumber,
      boolean succeeded,
      String action,
      String target,
      Instant startedAt,
      boolean temporary,
      String undoPlan,
      Instant expiresAt,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.succeeded = succeeded;
    this.action = action;
    this.target = target;
    this.startedAt = startedAt;
    this.temporary = temporary;
    this.undoPlan = undoPlan;
    this.expiresAt = expiresAt;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  boolean succeeded() {
    return succeeded;
  }

  String action() {
    return action;
  }

  String target() {
    return target;
  }

  boolean temporary() {
    return temporary;
  }

  String undoPlan() {
    return undoPlan;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  String recordedBy() {
    return recordedBy;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("action", "Action", action)
        .with("target", "On", target)
        .with("startedAt", "Started", startedAt)
        .with("succeeded", "Succeeded", succeeded)
        .with("temporary", "Temporary", temporary)
        .with("undoPlan", "How to undo it", undoPlan)
        .with("expiresAt", "Until", expiresAt);
  }
}
