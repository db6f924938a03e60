package org.ims.servicelevel;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.Priority;
import org.ims.incident.ServiceLevel;

/** One change of what is promised; the last one holds, the others tell how it came to it. */
@Entity
class TargetChange {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private Instant changedAt;

  /** Null while nobody has assessed the incident. */
  @Enumerated(EnumType.STRING)
  private Priority priority;

  /** Where the clock begins: with the incident, or with its reopening. */
  @Column(nullable = false)
  private Instant countsFrom;

  private String acknowledgeWithin;
  private String assessWithin;
  private String resolveWithin;

  @Column(name = "service_calendar")
  private String calendar;

  private String verifyWithin;
  private String confirmWithin;
  private String closeWithin;

  /** What the change made of the resolution; null when the clock stood still. */
  private Instant resolveDue;

  private String reason;

  protected TargetChange() {}

  TargetChange(String incidentNumber, Targets targets, Instant countsFrom, Instant changedAt) {
    this.incidentNumber = incidentNumber;
    this.changedAt = changedAt;
    this.priority = targets.priority();
    this.countsFrom = countsFrom;
    this.acknowledgeWithin = targets.acknowledgeWithin();
    this.assessWithin = targets.assessWithin();
    this.resolveWithin = targets.resolveWithin();
    this.calendar = targets.calendar();
    this.verifyWithin = targets.verifyWithin();
    this.confirmWithin = targets.confirmWithin();
    this.closeWithin = targets.closeWithin();
    this.reason = targets.reason();
  }

  /** The promised instants by a clock that knows the pauses. */
  ServiceLevel promised(ServiceLevelClock clock) {
    return new ServiceLevel(
        due(clock, acknowledgeWithin),
        due(clock, assessWithin),
        due(clock, resolveWithin),
        calendar,
        verifyWithin,
        confirmWithin,
        closeWithin);
  }

  private static Instant due(ServiceLevelClock clock, String within) {
    return within == null ? null : clock.due(within).orElse(null);
  }

  /** Keeps what it came to. */
  void cameTo(ServiceLevel promised) {
    resolveDue = promised.resolveDue();
  }

  Targets targets(String why) {
    return new Targets(
        priority,
        acknowledgeWithin,
        assessWithin,
        resolveWithin,
        calendar,
        verifyWithin,
        confirmWithin,
        closeWithin,
        why);
  }

  Long id() {
    return id;
  }

  Priority priority() {
    return priority;
  }

  Instant countsFrom() {
    return countsFrom;
  }

  String acknowledgeWithin() {
    return acknowledgeWithin;
  }

  String assessWithin() {
    return assessWithin;
  }

  String resolveWithin() {
    return resolveWithin;
  }

  String calendar() {
    return calendar;
  }

  Instant resolveDue() {
    return resolveDue;
  }

  String reason() {
    return reason;
  }
}
