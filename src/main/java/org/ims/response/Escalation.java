package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.ims.incident.DossierContributor.Line;

/** A level was told that nobody takes the work. */
@Entity
class Escalation {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  private int level;

  @Column(nullable = false)
  private String audience;

  @Column(nullable = false)
  private String told;

  @Column(nullable = false)
  private Instant escalatedAt;

  protected Escalation() {}

  Escalation(
      String incidentNumber, int level, String audience, List<String> told, Instant escalatedAt) {
    this.incidentNumber = incidentNumber;
    this.level = level;
    this.audience = audience;
    this.told = String.join(", ", told);
    this.escalatedAt = escalatedAt;
  }

  int level() {
    return level;
  }

  String audience() {
    return audience;
  }

  /** The logins of those who were told. */
  String told() {
    return told;
  }

  Instant escalatedAt() {
    return escalatedAt;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("escalatedAt", "Escalated", escalatedAt)
        .with("level", "Level", level)
        .with("audience", "To", audience)
        .with("told", "Told", told);
  }
}
