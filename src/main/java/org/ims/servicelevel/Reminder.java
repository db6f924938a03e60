package org.ims.servicelevel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;

/** People were told how much of a promised time has passed. */
@Entity
class Reminder {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  /** The targets that were in force, of which each has its own reminders. */
  @Column(nullable = false)
  private Long targetChangeId;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Target target;

  private int percent;

  @Column(nullable = false)
  private Instant remindedAt;

  @Column(nullable = false)
  private String told;

  protected Reminder() {}

  Reminder(
      String incidentNumber,
      TargetChange change,
      Target target,
      int percent,
      Instant remindedAt,
      List<String> told) {
    this.incidentNumber = incidentNumber;
    this.targetChangeId = change.id();
    this.target = target;
    this.percent = percent;
    this.remindedAt = remindedAt;
    this.told = String.join(", ", told);
  }

  int percent() {
    return percent;
  }

  String told() {
    return told;
  }
}
