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
import org.ims.incident.HoldReason;

/** One time in which the work on an incident waited for somebody else, or still waits. */
@Entity
class Hold {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private HoldReason reason;

  @Column(nullable = false)
  private String note;

  @Column(nullable = false)
  private String heldBy;

  @Column(nullable = false)
  private Instant heldAt;

  /** When it ends by itself; null when it never does. */
  private Instant holdUntil;

  /** What ended it; null when that was the time alone. */
  private String resumeNote;

  private String resumedBy;
  private Instant resumedAt;

  protected Hold() {}

  Hold(
      String incidentNumber,
      HoldReason reason,
      String note,
      String heldBy,
      Instant heldAt,
      Instant holdUntil) {
    this.incidentNumber = incidentNumber;
    this.reason = reason;
    this.note = note;
    this.heldBy = heldBy;
    this.heldAt = heldAt;
    this.holdUntil = holdUntil;
  }

  /** Somebody says that the wait is over. */
  void release(String resumeNote, String resumedBy) {
    this.resumeNote = resumeNote;
    this.resumedBy = resumedBy;
  }

  void end(Instant at) {
    resumedAt = at;
  }

  boolean isOpen() {
    return resumedAt == null;
  }

  HoldReason reason() {
    return reason;
  }

  String note() {
    return note;
  }

  Instant holdUntil() {
    return holdUntil;
  }

  String resumeNote() {
    return resumeNote;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("heldAt", "Held", heldAt)
        .with("heldBy", "By", heldBy)
        .with("reason", "Reason", reason)
        .with("note", "Note", note)
        .with("holdUntil", "Until", holdUntil)
        .with("resumedAt", "Resumed", resumedAt)
        .with("resumedBy", "Resumed by", resumedBy)
        .with("resumeNote", "Note on resuming", resumeNote);
  }
}
