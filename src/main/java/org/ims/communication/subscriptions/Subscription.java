package org.ims.communication.subscriptions;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.Priority;

/** Somebody wants to hear of some incidents. */
@Entity
class Subscription {

  /** Who hears. */
  enum Kind {
    /** One person, by login. */
    PERSON,
    /** Everybody in a group. */
    GROUP,
    /** Somebody outside, by mail address. */
    ADDRESS,
    /** A room or a program, by the name of its channel. */
    CHANNEL
  }

  /** What is heard. */
  enum Audience {
    /** What is written for people inside. */
    USERS,
    /** What is written, and approved, for people outside. */
    CUSTOMERS
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Kind kind;

  @Column(nullable = false)
  private String subscriber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Audience audience;

  private String service;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  private String incidentNumber;

  @Column(nullable = false)
  private String createdBy;

  @Column(nullable = false)
  private Instant createdAt;

  private String endedBy;
  private Instant endedAt;

  protected Subscription() {}

  Subscription(SubscriptionRequest request, String createdBy, Instant createdAt) {
    this.kind = request.kind();
    this.subscriber = request.subscriber();
    this.audience = request.audience();
    this.service = request.service();
    this.priority = request.priority();
    this.incidentNumber = request.incident();
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  void end(String by, Instant at) {
    if (endedAt == null) {
      endedBy = by;
      endedAt = at;
    }
  }

  Long id() {
    return id;
  }

  Kind kind() {
    return kind;
  }

  /** A login, the id of a group, a mail address or the name of a channel. */
  String subscriber() {
    return subscriber;
  }

  Audience audience() {
    return audience;
  }

  /** Only incidents of this service, or null. */
  String service() {
    return service;
  }

  /** Only incidents of this priority or a higher one, or null. */
  Priority priority() {
    return priority;
  }

  /** Only this incident, or null. */
  String incidentNumber() {
    return incidentNumber;
  }

  String createdBy() {
    return createdBy;
  }

  Instant createdAt() {
    return createdAt;
  }

  boolean isEnded() {
    return endedAt != null;
  }
}
