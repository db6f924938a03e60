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
import org.ims.incident.Priority;

/** A promise that was not kept. It stays a fact, whatever is promised later. */
@Entity
public class Breach {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Target target;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  @Column(nullable = false)
  private Instant due;

  @Column(nullable = false)
  private Instant breachedAt;

  @Column(nullable = false)
  private String told;

  protected Breach() {}

  Breach(
      String incidentNumber,
      Target target,
      Priority priority,
      Instant due,
      Instant breachedAt,
      List<String> told) {
    this.incidentNumber = incidentNumber;
    this.target = target;
    this.priority = priority;
    this.due = due;
    this.breachedAt = breachedAt;
    this.told = String.join(", ", told);
  }

  /** What was promised. */
  public Target target() {
    return target;
  }

  /** The priority whose promise it was, or null before assessment. */
  public Priority priority() {
    return priority;
  }

  /** By when it was promised. */
  public Instant due() {
    return due;
  }

  /** When it became a breach: later than due where a raised priority left no time. */
  public Instant breachedAt() {
    return breachedAt;
  }

  /** The logins of those who were told then. */
  public List<String> told() {
    return told.isEmpty() ? List.of() : List.of(told.split(", "));
  }
}
