package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** Work on an incident went from one team to another. */
@Entity
public class HandOver {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String fromTeam;

  @Column(nullable = false)
  private String toTeam;

  @Column(nullable = false, length = 4000)
  private String reason;

  @Column(nullable = false)
  private String handedOverBy;

  @Column(nullable = false)
  private Instant handedOverAt;

  protected HandOver() {}

  public HandOver(
      String incidentNumber,
      String fromTeam,
      String toTeam,
      String reason,
      String handedOverBy,
      Instant handedOverAt) {
    this.incidentNumber = incidentNumber;
    this.fromTeam = fromTeam;
    this.toTeam = toTeam;
    this.reason = reason;
    this.handedOverBy = handedOverBy;
    this.handedOverAt = handedOverAt;
  }

  public String fromTeam() {
    return fromTeam;
  }

  public String toTeam() {
    return toTeam;
  }

  public String reason() {
    return reason;
  }

  /** Login of whoever handed it over. */
  public String handedOverBy() {
    return handedOverBy;
  }

  public Instant handedOverAt() {
    return handedOverAt;
  }
}
