package org.ims.engine.playbooks;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** One playbook of one incident, from the choice to its end. */
@Entity
public class PlaybookRun {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String playbook;

  @Column(nullable = false)
  private String because;

  @Column(nullable = false)
  private String chosenBy;

  @Column(nullable = false)
  private Instant startedAt;

  private Instant endedAt;
  private boolean cancelled;

  protected PlaybookRun() {}

  PlaybookRun(
      String incidentNumber, String playbook, String because, String chosenBy, Instant startedAt) {
    this.incidentNumber = incidentNumber;
    this.playbook = playbook;
    this.because = because;
    this.chosenBy = chosenBy;
    this.startedAt = startedAt;
  }

  /** It came to one of its ends, or it was stopped with the incident. */
  void end(boolean cancelled, Instant at) {
    this.cancelled = cancelled;
    this.endedAt = at;
  }

  /** The key of the process. */
  public String playbook() {
    return playbook;
  }

  public String because() {
    return because;
  }

  /** A login, or {@link org.ims.engine.Actor#SYSTEM} where the table chose it. */
  public String chosenBy() {
    return chosenBy;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public Instant endedAt() {
    return endedAt;
  }

  /** Whether it was stopped before it came to an end of its own. */
  public boolean isCancelled() {
    return cancelled;
  }

  public boolean isRunning() {
    return endedAt == null;
  }
}
