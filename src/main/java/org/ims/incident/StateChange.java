package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** One move of an incident: what it was, what it is since, and who did it. */
@Entity
public class StateChange {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private Instant at;

  private String actor;

  @Enumerated(EnumType.STRING)
  private IncidentState stateFrom;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private IncidentState stateTo;

  @Enumerated(EnumType.STRING)
  private Priority priorityFrom;

  @Enumerated(EnumType.STRING)
  private Priority priorityTo;

  @Enumerated(EnumType.STRING)
  private MajorIncident majorFrom;

  @Enumerated(EnumType.STRING)
  private MajorIncident majorTo;

  protected StateChange() {}

  /**
   * @param actor a login, or null where nobody stands behind the step
   */
  public StateChange(IncidentMoved move, String actor, Instant at) {
    this.incidentNumber = move.number();
    this.at = at;
    this.actor = actor;
    this.stateTo = move.after().state();
    this.priorityTo = move.after().priority();
    this.majorTo = move.after().major();
    if (move.before() != null) {
      this.stateFrom = move.before().state();
      this.priorityFrom = move.before().priority();
      this.majorFrom = move.before().major();
    }
  }

  public Long id() {
    return id;
  }

  public String incidentNumber() {
    return incidentNumber;
  }

  public Instant at() {
    return at;
  }

  /** Who did it, or null where no person is on record. */
  public String actor() {
    return actor;
  }

  /** What it was before, or null when it is new. */
  public IncidentState stateFrom() {
    return stateFrom;
  }

  public IncidentState stateTo() {
    return stateTo;
  }

  public Priority priorityFrom() {
    return priorityFrom;
  }

  public Priority priorityTo() {
    return priorityTo;
  }

  public MajorIncident majorFrom() {
    return majorFrom;
  }

  public MajorIncident majorTo() {
    return majorTo;
  }
}
