package org.ims.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import org.ims.incident.Meeting;

/** The date of the meeting that reviews an incident, as it was set, moved or cancelled once. */
@Entity
class ReviewMeeting {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  private int sequence;

  @Column(nullable = false)
  private Instant startsAt;

  @Column(nullable = false)
  private String zone;

  private int minutes;
  private boolean cancelled;
  private boolean held;

  /** Logins, separated by commas. */
  @Column(nullable = false)
  private String invited;

  @Column(nullable = false)
  private Instant setAt;

  protected ReviewMeeting() {}

  ReviewMeeting(
      String incidentNumber,
      int sequence,
      Instant startsAt,
      ZoneId zone,
      Duration length,
      Collection<String> invited,
      Instant setAt) {
    this.incidentNumber = incidentNumber;
    this.sequence = sequence;
    this.startsAt = startsAt;
    this.zone = zone.getId();
    this.minutes = (int) length.toMinutes();
    this.invited = String.join(",", invited);
    this.setAt = setAt;
  }

  /** The word that it does not take place, to whoever was invited. */
  ReviewMeeting cancellation(Instant at) {
    ReviewMeeting cancellation =
        new ReviewMeeting(incidentNumber, sequence + 1, startsAt, zone(), length(), invited(), at);
    cancellation.cancelled = true;
    return cancellation;
  }

  void hold() {
    held = true;
  }

  int sequence() {
    return sequence;
  }

  Instant startsAt() {
    return startsAt;
  }

  ZoneId zone() {
    return ZoneId.of(zone);
  }

  private Duration length() {
    return Duration.ofMinutes(minutes);
  }

  List<String> invited() {
    return invited.isEmpty() ? List.of() : List.of(invited.split(","));
  }

  /** Whether people still mean to meet. */
  boolean isPlanned() {
    return !cancelled && !held;
  }

  Meeting asMeeting(String name) {
    return new Meeting(name, sequence, startsAt, length(), zone(), cancelled, invited(), setAt);
  }
}
