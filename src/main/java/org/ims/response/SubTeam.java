package org.ims.response;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** Some people with one lead and one mission, who work beside others on a major incident. */
@Entity
class SubTeam {

  enum State {
    /** Agreed, its lead has no task yet. */
    FORMED,
    WORKING,
    DONE,
    /** Ended by the commander before its mission was done. */
    ENDED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String name;

  @Column(nullable = false)
  private String lead;

  @Column(nullable = false)
  private String mission;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.FORMED;

  /** What its lead reported last, or null. */
  private String progress;

  @Column(nullable = false)
  private Instant formedAt;

  private Instant endedAt;

  protected SubTeam() {}

  SubTeam(String incidentNumber, String name, String lead, String mission, Instant formedAt) {
    this.incidentNumber = incidentNumber;
    this.name = name;
    this.lead = lead;
    this.mission = mission;
    this.formedAt = formedAt;
  }

  void start() {
    state = State.WORKING;
  }

  void report(String progress, boolean done, Instant at) {
    this.progress = progress;
    if (done) {
      state = State.DONE;
      endedAt = at;
    }
  }

  /** The command ends, and with it everybody's mission. */
  void end(Instant at) {
    state = State.ENDED;
    endedAt = at;
  }

  boolean isOpen() {
    return state == State.FORMED || state == State.WORKING;
  }

  Long id() {
    return id;
  }

  String name() {
    return name;
  }

  String lead() {
    return lead;
  }

  String mission() {
    return mission;
  }

  State state() {
    return state;
  }

  String progress() {
    return progress;
  }
}
