package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The time during which one person led the response to a major incident. */
@Entity
@Table(name = "incident_command")
public class Command {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String commander;

  private String deputy;
  private String scribe;

  /** Why this person took over. */
  @Column(nullable = false)
  private String because;

  @Column(name = "commanded_from", nullable = false)
  private Instant from;

  @Column(name = "commanded_until")
  private Instant until;

  protected Command() {}

  Command(String commander, String deputy, String scribe, String because, Instant from) {
    this.commander = commander;
    this.deputy = deputy;
    this.scribe = scribe;
    this.because = because;
    this.from = from;
  }

  void end(Instant at) {
    if (until == null) {
      until = at;
    }
  }

  public String commander() {
    return commander;
  }

  /** Acts when the commander cannot; may be null. */
  public String deputy() {
    return deputy;
  }

  /** Keeps the log; may be null. */
  public String scribe() {
    return scribe;
  }

  public String because() {
    return because;
  }

  public Instant from() {
    return from;
  }

  /** When the command ended or was handed over; null while it lasts. */
  public Instant until() {
    return until;
  }
}
