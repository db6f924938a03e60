package org.ims.servicelevel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.HoldReason;

/** One time in which an incident's clock stood still, or stands still. */
@Entity
class ServiceLevelPause {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private HoldReason reason;

  @Column(nullable = false)
  private Instant pausedAt;

  private Instant resumedAt;

  protected ServiceLevelPause() {}

  ServiceLevelPause(String incidentNumber, HoldReason reason, Instant pausedAt) {
    this.incidentNumber = incidentNumber;
    this.reason = reason;
    this.pausedAt = pausedAt;
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

  Pause time() {
    return new Pause(pausedAt, resumedAt);
  }
}
