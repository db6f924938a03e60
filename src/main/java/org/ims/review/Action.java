package org.ims.review;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.ims.incident.DossierContributor.Line;

/** One corrective action that a review agreed on, with one owner. */
@Entity(name = "CorrectiveAction")
class Action {

  enum Priority {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
  }

  /** What the action improves. */
  enum Type {
    FIX,
    DETECT,
    PROCESS,
    TRAINING
  }

  enum State {
    OPEN,
    DONE,
    RISK_ACCEPTED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  /** Which review of the incident agreed on it, from 1. */
  private int round = 1;

  /** Its place in the review's list, from 0. */
  private int position;

  @Column(nullable = false)
  private String what;

  @Column(nullable = false)
  private String owner;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Priority priority;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private Type type;

  /** What the meeting agreed on, or what the table gave; null until one of them did. */
  private Instant due;

  @Enumerated(EnumType.STRING)
  @Column(nullable = false)
  private State state = State.OPEN;

  private String progress;
  private Instant doneAt;
  private String verifiedBy;
  private int extensions;
  private String extensionReason;
  private String extensionApprover;
  private String riskReason;
  private String riskAcceptedBy;
  private Instant endedAt;

  protected Action() {}

  Action(
      String incidentNumber,
      int position,
      String what,
      String owner,
      Priority priority,
      Type type,
      Instant due) {
    this.incidentNumber = incidentNumber;
    this.position = position;
    this.what = what;
    this.owner = owner;
    this.priority = priority;
    this.type = type;
    this.due = due;
  }

  void ofRound(int round) {
    this.round = round;
  }

  void setDue(Instant due) {
    this.due = due;
  }

  void done(String progress, Instant doneAt, String verifiedBy, Instant at) {
    this.progress = progress;
    this.doneAt = doneAt;
    this.verifiedBy = verifiedBy;
    end(State.DONE, at);
  }

  void extend(String progress, Instant due, String reason, String approver) {
    this.progress = progress;
    this.due = due;
    extensionReason = reason;
    extensionApprover = approver;
    extensions++;
  }

  void acceptRisk(String progress, String reason, String by, Instant at) {
    this.progress = progress;
    riskReason = reason;
    riskAcceptedBy = by;
    end(State.RISK_ACCEPTED, at);
  }

  private void end(State end, Instant at) {
    state = end;
    endedAt = at;
  }

  String incidentNumber() {
    return incidentNumber;
  }

  String what() {
    return what;
  }

  String owner() {
    return owner;
  }

  Priority priority() {
    return priority;
  }

  Instant due() {
    return due;
  }

  State state() {
    return state;
  }

  int extensions() {
    return extensions;
  }

  /** As the dossier of the incident tells it. */
  Line inDossier() {
    return Line.empty()
        .with("what", "Action", what)
        .with("owner", "Owner", owner)
        .with("priority", "Priority", priority)
        .with("type", "Improves", type)
        .with("due", "Due", due)
        .with("state", "State", state)
        .withDatum("round", round)
        .with("progress", "Progress", progress)
        .with("doneAt", "Done", doneAt)
        .with("verifiedBy", "Verified by", verifiedBy)
        .with("extensions", "Extensions", extensions == 0 ? null : extensions)
        .with("extensionReason", "Extended because", extensionReason)
        .with("extensionApprover", "Extension approved by", extensionApprover)
        .with("riskReason", "Risk accepted because", riskReason)
        .with("riskAcceptedBy", "Risk accepted by", riskAcceptedBy)
        .withDatum("endedAt", endedAt);
  }
}
