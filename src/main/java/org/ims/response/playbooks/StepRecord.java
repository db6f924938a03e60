package org.ims.response.playbooks;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What somebody did in one step of a playbook, or answered to one of its questions. */
@Entity
@Table(name = "playbook_step")
class StepRecord {

  /** How a step ended, or what was answered. */
  enum Outcome {
    DONE,
    NOT_APPLICABLE,
    YES,
    NO
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Embedded private Step step;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Outcome outcome;

  /** What came of it, or why it does not apply; null where an answer needs no words. */
  private String note;

  @Column(nullable = false)
  private String recordedBy;

  @Column(nullable = false)
  private Instant recordedAt;

  protected StepRecord() {}

  StepRecord(
      String incidentNumber,
      Step step,
      Outcome outcome,
      String note,
      String recordedBy,
      Instant recordedAt) {
    this.incidentNumber = incidentNumber;
    this.step = step;
    this.outcome = outcome;
    this.note = note;
    this.recordedBy = recordedBy;
    this.recordedAt = recordedAt;
  }

  Step step() {
    return step;
  }

  Outcome outcome() {
    return outcome;
  }

  String note() {
    return note;
  }
}
