package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** Something that somebody is asked to do for an incident, by a date. */
@Entity
class AdHocTask {

  enum Priority {
    HIGH,
    MEDIUM,
    LOW
  }

  enum State {
    OPEN,
    DONE,
    CANCELLED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String what;

  @Column(nullable = false)
  private String owner;

  @Column(nullable = false)
  private Instant due;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Priority priority;

  @Column(nullable = false)
  private String createdBy;

  @Column(nullable = false)
  private Instant createdAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.OPEN;

  /** What came of it; null unless it is done. */
  private String result;

  /** Why it is not done any more; null unless it is cancelled. */
  private String reason;

  private String endedBy;
  private Instant endedAt;

  protected AdHocTask() {}

  AdHocTask(
      String incidentNumber,
      String what,
      String owner,
      Instant due,
      Priority priority,
      String createdBy,
      Instant createdAt) {
    this.incidentNumber = incidentNumber;
    this.what = what;
    this.owner = owner;
    this.due = due;
    this.priority = priority;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  void done(String result, String by, Instant at) {
    end(State.DONE, by, at);
    this.result = result;
  }

  /** Nobody is to do it any more. */
  void cancel(String reason, String by, Instant at) {
    end(State.CANCELLED, by, at);
    this.reason = reason;
  }

  private void end(State end, String by, Instant at) {
    if (state != State.OPEN) {
      throw new IllegalStateException("The task %d has ended already: %s.".formatted(id, state));
    }
    state = end;
    endedBy = by;
    endedAt = at;
  }

  Long id() {
    return id;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  String what() {
    return what;
  }

  String owner() {
    return owner;
  }

  Instant due() {
    return due;
  }

  Priority priority() {
    return priority;
  }

  String createdBy() {
    return createdBy;
  }

  State state() {
    return state;
  }

  String result() {
    return result;
  }

  String reason() {
    return reason;
  }

  String endedBy() {
    return endedBy;
  }

  Instant endedAt() {
    return endedAt;
  }
}
