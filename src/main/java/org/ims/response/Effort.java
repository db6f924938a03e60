package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;

/** What one person or supplier put into an incident. */
@Entity
class Effort {

  /** The step in which it was told. */
  enum Source {
    RECOVERY,
    AD_HOC_TASK,
    CHANGE
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String person;

  private BigDecimal hours;
  private BigDecimal costEur;
  private String what;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Source source;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected Effort() {}

  Effort(
      String incidentNumber,
      String person,
      BigDecimal hours,
      BigDecimal costEur,
      String what,
      Source source,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.person = person;
    this.hours = hours;
    this.costEur = costEur;
    this.what = what;
    this.source = source;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  String person() {
    return person;
  }

  BigDecimal hours() {
    return hours;
  }

  BigDecimal costEur() {
    return costEur;
  }
}
