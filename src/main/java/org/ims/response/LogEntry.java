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

/** One line of the log that the scribe of a major incident keeps. */
@Entity(name = "CommandLog")
class LogEntry {

  enum Kind {
    FACT,
    DECISION,
    ACTION
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Kind kind;

  @Column(nullable = false)
  private String entry;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected LogEntry() {}

  LogEntry(String incidentNumber, Kind kind, String entry, String recordedBy, Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.kind = kind;
    this.entry = entry;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  Kind kind() {
    return kind;
  }

  String entry() {
    return entry;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("recordedAt", "Recorded", recordedAt)
        .with("recordedBy", "By", recordedBy)
        .with("kind", "Kind", kind)
        .with("entry", "Entry", entry);
  }
}
