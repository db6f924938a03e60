package org.ims.communication.updates;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** An audience that is kept informed of an incident, from the opening to the all-clear. */
@Entity
class AudienceCommunication {

  enum Ending {
    /** Everybody who was told knows that it is over. */
    ALL_CLEAR,
    /** It was over before anybody was told. */
    NOBODY_TOLD
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String audience;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String writers;

  @Column(nullable = false)
  private String approvers;

  @Column(nullable = false)
  private String told;

  @Column(nullable = false)
  private Instant openedAt;

  private long knownChange;

  private Instant endedAt;

  @Enumerated(EnumType.STRING)
  private Ending ending;

  protected AudienceCommunication() {}

  AudienceCommunication(
      String incidentNumber, Audience audience, long knownChange, Instant openedAt) {
    this.knownChange = knownChange;
    this.incidentNumber = incidentNumber;
    this.audience = audience.key();
    this.name = audience.name();
    this.writers = audience.writers();
    this.approvers = audience.approvers();
    this.told = audience.told();
    this.openedAt = openedAt;
  }

  void end(Ending ending, Instant at) {
    this.ending = ending;
    this.endedAt = at;
  }

  Long id() {
    return id;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  /** A word of AudienceDecision, as {@code customers}. */
  String audience() {
    return audience;
  }

  /** What people call the audience. */
  String name() {
    return name;
  }

  String writers() {
    return writers;
  }

  /** The groups of which somebody approves; empty when nobody has to. */
  String approvers() {
    return approvers;
  }

  /** Whom every update goes to, besides the subscribers, in the words of {@code Audiences}. */
  String told() {
    return told;
  }

  Instant openedAt() {
    return openedAt;
  }

  /** The last change of the incident when it was opened. */
  long knownChange() {
    return knownChange;
  }

  /** When it ended, or null. */
  Instant endedAt() {
    return endedAt;
  }

  Ending ending() {
    return ending;
  }
}
