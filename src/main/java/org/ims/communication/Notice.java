package org.ims.communication;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Locale;
import org.ims.incident.InvalidInputException;
import org.ims.incident.JournalFact;

/**
 * One message to one person or channel: a row of the outbox, and afterwards the proof of what was
 * said.
 */
@Entity
class Notice {

  enum State {
    /** Written, to be sent by an asynchronous job. */
    PENDING,
    /** Taken by the server of its channel. */
    SENT,
    /** Taken by nobody; a person has it sent again or discards it. */
    UNDELIVERED,
    /** Given up by a person, who said why. */
    DISCARDED,
    /** There is no address to send it to. */
    UNDELIVERABLE,
    /** Written about a drill or a restricted incident, of which its recipient must not hear. */
    WITHHELD
  }

  private static final int SUBJECT = 400;

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
  private int attempts;
  private String lastError;
  private Instant lastAttemptAt;
  private String decidedBy;
  private String decisionReason;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private ChannelKind channel = ChannelKind.MAIL;

  @Column(nullable = false)
  private String language;

  /** Of the incident when it was written; null in a notice of earlier times. */
  private String incidentState;

  private String link;
  private String calendar;

  protected Notice() {}

  Notice(
      String key,
      String incidentNumber,
      String kind,
      String address,
      ChannelKind channel,
      String language,
      String subject,
      String body,
      Instant writtenAt) {
    this.key = key;
    this.incidentNumber = incidentNumber;
    this.kind = kind;
    this.address = address;
    this.channel = channel;
    this.language = language;
    this.subject = shortened(OneLine.of(subject));
    this.body = body;
    this.writtenAt = writtenAt;
    this.state = address == null ? State.UNDELIVERABLE : State.PENDING;
  }

  /**
   * What its text is about.
   *
   * @param link where to read more, or null
   * @param calendar an iCalendar object that goes with it, or null
   */
  void about(String state, String link, String calendar) {
    this.incidentState = state;
    this.link = link;
    this.calendar = calendar;
  }

  private static String shortened(String subject) {
    return subject.length() <= SUBJECT ? subject : subject.substring(0, SUBJECT - 1) + "…";
  }

  /** Its recipient must not hear of it: of a drill, or of a restricted incident. */
  void withhold() {
    state = State.WITHHELD;
  }

  void markSent(Instant at) {
    attempts++;
    lastAttemptAt = at;
    state = State.SENT;
    sentAt = at;
  }

  /**
   * It was not taken.
   *
   * @param error in words, without an address or a text of the notice
   */
  void markFailed(String error, Instant at) {
    attempts++;
    lastAttemptAt = at;
    lastError = error;
  }

  /** Trying has come to an end. */
  void setAside() {
    state = State.UNDELIVERED;
  }

  /** A person has it sent again. */
  void retry(String by) {
    requireUndelivered("sent again");
    state = State.PENDING;
    decidedBy = by;
  }

  /** A person says that nobody needs it any more. */
  void discard(String by, String reason) {
    requireUndelivered("discarded");
    state = State.DISCARDED;
    decidedBy = by;
    decisionReason = reason;
  }

  private void requireUndelivered(String what) {
    if (state != State.UNDELIVERED) {
      throw new InvalidInputException(
          "id",
          "undelivered",
          "Only an undelivered message can be %s; this one is %s."
              .formatted(what, state.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Something that became of it, for the journal; whom it is for can be erased there. */
  JournalFact fact(String what) {
    return JournalFact.of(incidentNumber, what)
        .with("message", id)
        .with("notice", kind)
        .with("channel", channel)
        .with("key", key.substring(0, key.lastIndexOf('/')))
        .withPersonal("recipient", recipient())
        .withPersonal("address", address);
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

  String incidentNumber() {
    return incidentNumber;
  }

  String kind() {
    return kind;
  }

  /** Whom it is for: a login, an address, or a channel as {@code channel:ops}. */
  String recipient() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  ChannelKind channel() {
    return channel;
  }

  /** In which language it is, as {@code de}. */
  String language() {
    return language;
  }

  /** The state of the incident when it was written, as {@code ON_HOLD}, or null. */
  String incidentState() {
    return incidentState;
  }

  /** Where to read more, or null. */
  String link() {
    return link;
  }

  /** An iCalendar object that goes with it, or null. */
  String calendar() {
    return calendar;
  }

  Instant writtenAt() {
    return writtenAt;
  }

  int attempts() {
    return attempts;
  }

  /** Why the last attempt failed, or null. */
  String lastError() {
    return lastError;
  }

  Instant lastAttemptAt() {
    return lastAttemptAt;
  }

  /** Who last had it sent again or discarded it, or null. */
  String decidedBy() {
    return decidedBy;
  }

  /** Why it was discarded, or null. */
  String decisionReason() {
    return decisionReason;
  }

  Instant sentAt() {
    return sentAt;
  }
}
