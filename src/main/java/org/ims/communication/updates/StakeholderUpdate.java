package org.ims.communication.updates;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** What an audience is told of an incident at one time. */
@Entity
class StakeholderUpdate {

  enum State {
    /** Written; it needs nobody's approval or waits for it. */
    WRITTEN,
    /** Somebody else stands for it. */
    APPROVED,
    /** The approver wants it to be different, or it was overtaken; the next one takes its place. */
    RETURNED,
    /** There was nothing to tell this time; the text says why. */
    SKIPPED,
    /** Everybody's notice is in the outbox, and the status page shows it. */
    SENT
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private Long communicationId;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String audience;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state;

  @Enumerated(EnumType.STRING)
  private UpdateStatus status;

  @Column(nullable = false)
  private String text;

  private Instant nextUpdateAt;

  @Column(nullable = false)
  private Instant dueAt;

  @Column(nullable = false)
  private String author;

  @Column(nullable = false)
  private Instant writtenAt;

  private String approver;
  private Instant decidedAt;
  private String comment;
  private Instant sentAt;
  private int recipients;
  private boolean allClear;
  private long knownChange;

  protected StakeholderUpdate() {}

  static StakeholderUpdate written(
      AudienceCommunication communication,
      UpdateStatus status,
      String text,
      Instant nextUpdateAt,
      Instant dueAt,
      long knownChange,
      String author,
      Instant at) {
    StakeholderUpdate update = new StakeholderUpdate();
    update.communicationId = communication.id();
    update.incidentNumber = communication.incidentNumber();
    update.audience = communication.audience();
    update.state = State.WRITTEN;
    update.status = status;
    update.text = text;
    update.nextUpdateAt = nextUpdateAt;
    update.dueAt = dueAt;
    update.knownChange = knownChange;
    update.author = author;
    update.writtenAt = at;
    return update;
  }

  static StakeholderUpdate skipped(
      AudienceCommunication communication,
      String reason,
      Instant dueAt,
      long knownChange,
      String author,
      Instant at) {
    StakeholderUpdate update =
        written(communication, null, reason, null, dueAt, knownChange, author, at);
    update.state = State.SKIPPED;
    return update;
  }

  void decide(boolean approved, String comment, String approver, Instant at) {
    this.state = approved ? State.APPROVED : State.RETURNED;
    this.comment = comment;
    this.approver = approver;
    this.decidedAt = at;
  }

  /** It is not true any more, and nobody is told. */
  void markOvertaken(String because, Instant at) {
    this.state = State.RETURNED;
    this.comment = because;
    this.decidedAt = at;
    this.approver = null;
  }

  void markSent(int recipients, boolean allClear, Instant at) {
    this.state = State.SENT;
    this.recipients = recipients;
    this.allClear = allClear;
    this.sentAt = at;
  }

  Long id() {
    return id;
  }

  Long communicationId() {
    return communicationId;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  String audience() {
    return audience;
  }

  State state() {
    return state;
  }

  /** Null when there was nothing to tell. */
  UpdateStatus status() {
    return status;
  }

  String text() {
    return text;
  }

  /** When the next update is promised, or null. */
  Instant nextUpdateAt() {
    return nextUpdateAt;
  }

  /** By when it had to be sent. */
  Instant dueAt() {
    return dueAt;
  }

  String author() {
    return author;
  }

  Instant writtenAt() {
    return writtenAt;
  }

  /** Who approved it or sent it back, or null. */
  String approver() {
    return approver;
  }

  Instant decidedAt() {
    return decidedAt;
  }

  /** What the approver wants to be different, or null. */
  String comment() {
    return comment;
  }

  Instant sentAt() {
    return sentAt;
  }

  /** To how many people and channels it went. */
  int recipients() {
    return recipients;
  }

  /** The last change of the incident that its author saw. */
  long knownChange() {
    return knownChange;
  }

  /** Whether it said that all is over. */
  boolean allClear() {
    return allClear;
  }
}
