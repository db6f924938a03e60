package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** Somebody changed the course of an incident. */
@Entity(name = "IncidentChange")
@Table(name = "incident_change")
class Change {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ChangeKind kind;

  @Column(length = 4000)
  private String note;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Change() {}

  Change(
      String incidentNumber, ChangeKind kind, String note, String recordedBy, Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.kind = kind;
    this.note = note;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  Long id() {
    return id;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  ChangeKind kind() {
    return kind;
  }

  /** Why, or what is known now; may be null. */
  String note() {
    return note;
  }

  String recordedBy() {
    return recordedBy;
  }

  Instant recordedAt() {
    return recordedAt;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("kind", "Change", kind)
        .with("note", "Note", note);
  }
}
