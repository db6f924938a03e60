package org.ims.communication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** One message to one person: a row of the outbox, and afterwards the proof of what was said. */
@Entity
class Notice {

  enum State {
    /** Written, to be sent by an asynchronous job. */
    PENDING,
    /** Taken by the mail server. */
    SENT,
    /** There is no address to send it to. */
    UNDELIVERABLE,
    /** Written for a drill, of which its recipient must not hear. */
    WITHHELD
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  /** Incident, kind, round and recipient: what makes it one of a kind. */
  @Column(nullable = false, unique = true)
  private String key;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String kind;

  private String address;

  @Column(nullable = false)
  private String subject;

  @Column(nullable = false)
  private String body;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state;

  @Column(nullable = false)
  private Instant writtenAt;

  private Instant sentAt;

  protected Notice() {}

  Notice(
      String key,
      String incidentNumber,
      String kind,
      String address,
      String subject,
      String body,
      Instant writtenAt) {
    this.key = key;
    this.incidentNumber = incidentNumber;
    this.kind = kind;
    this.address = address;
    this.subject = subject;
    this.body = body;
    this.writtenAt = writtenAt;
    this.state = address == null ? State.UNDELIVERABLE : State.PENDING;
  }

  /** It belongs to a drill, and its recipient does not. */
  void withhold() {
    state = State.WITHHELD;
  }

  void markSent(Instant at) {
    state = State.SENT;
    sentAt = at;
  }

  Long id() {
    return id;
  }

  String key() {
    return key;
  }

  /** The key of the same notice to somebody else. */
  String keyFor(String recipient) {
    return key.substring(0, key.lastIndexOf('/') + 1) + recipient;
  }

  String address() {
    return address;
  }

  String subject() {
    return subject;
  }

  String body() {
    return body;
  }

  State state() {
    return state;
  }

  Instant sentAt() {
    return sentAt;
  }
}
