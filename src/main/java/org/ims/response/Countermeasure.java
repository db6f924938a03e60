package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** A measure that was meant to be temporary, and that somebody must take back. */
@Entity
class Countermeasure {

  enum State {
    /** In place, and to be taken back by its date. */
    LIVE,
    REMOVED,
    /** In place for good: a risk owner accepted what that means. */
    RISK_ACCEPTED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String what;

  @Column(nullable = false)
  private String target;

  @Column(nullable = false)
  private String undoPlan;

  @Column(nullable = false)
  private String owner;

  @Column(nullable = false)
  private Instant expiresAt;

  @Column(nullable = false)
  private String takenBy;

  @Column(nullable = false)
  private Instant takenAt;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.LIVE;

  private int expiriesTold;
  private int extensions;

  /** Why it should stay; the last word of its owner. */
  private String keepReason;

  /** Until when it should stay; null for good. */
  private Instant keepUntil;

  private String keepAskedBy;

  /** Why the risk is accepted, or is not. */
  private String riskReason;

  private String riskDecidedBy;
  private Instant removedAt;

  /** What the removal showed. */
  private String result;

  private String endedBy;
  private Instant endedAt;

  protected Countermeasure() {}

  Countermeasure(
      String incidentNumber,
      String what,
      String target,
      String undoPlan,
      String owner,
      Instant expiresAt,
      String takenBy,
      Instant takenAt) {
    this.incidentNumber = incidentNumber;
    this.what = what;
    this.target = target;
    this.undoPlan = undoPlan;
    this.owner = owner;
    this.expiresAt = expiresAt;
    this.takenBy = takenBy;
    this.takenAt = takenAt;
  }

  /** It has been taken back. */
  void remove(Instant removedAt, String result, String by, Instant at) {
    end(State.REMOVED, by, at);
    this.removedAt = removedAt;
    this.result = result;
  }

  /**
   * Its owner wants it to stay, which is not theirs to decide.
   *
   * @param until null for good
   */
  void askToKeep(String reason, Instant until, String by) {
    requireLive();
    keepReason = reason;
    keepUntil = until;
    keepAskedBy = by;
  }

  /** It may stay, for good or until the date that was asked for. */
  void acceptRisk(String reason, String by, Instant at) {
    if (keepUntil == null) {
      end(State.RISK_ACCEPTED, by, at);
    } else {
      requireLive();
      expiresAt = keepUntil;
      extensions++;
    }
    riskReason = reason;
    riskDecidedBy = by;
  }

  /** It must go after all. */
  void refuseRisk(String reason, String by) {
    requireLive();
    riskReason = reason;
    riskDecidedBy = by;
  }

  /** One more time somebody had to be told that it is still in place. */
  void expiryTold() {
    expiriesTold++;
  }

  private void end(State end, String by, Instant at) {
    requireLive();
    state = end;
    endedBy = by;
    endedAt = at;
  }

  private void requireLive() {
    if (state != State.LIVE) {
      throw new IllegalStateException(
          "The countermeasure %d has ended already: %s.".formatted(id, state));
    }
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

  String target() {
    return target;
  }

  String undoPlan() {
    return undoPlan;
  }

  String owner() {
    return owner;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  State state() {
    return state;
  }

  int expiriesTold() {
    return expiriesTold;
  }

  int extensions() {
    return extensions;
  }

  String keepReason() {
    return keepReason;
  }

  Instant keepUntil() {
    return keepUntil;
  }

  String keepAskedBy() {
    return keepAskedBy;
  }

  String riskDecidedBy() {
    return riskDecidedBy;
  }

  Instant removedAt() {
    return removedAt;
  }

  String endedBy() {
    return endedBy;
  }
}
