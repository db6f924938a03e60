package org.ims.incident;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** The time during which nothing of an incident may be destroyed, because a dispute may need it. */
@Entity
public class LegalHold {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(nullable = false)
  private String incidentNumber;

  @Column(nullable = false)
  private String reason;

  @Column(nullable = false)
  private String setBy;

  @Column(nullable = false)
  private Instant setAt;

  private String releaseReason;
  private String releasedBy;
  private Instant releasedAt;

  protected LegalHold() {}

  public LegalHold(String incidentNumber, String reason, String setBy, Instant setAt) {
    this.incidentNumber = incidentNumber;
    this.reason = reason;
    this.setBy = setBy;
    this.setAt = setAt;
  }

  /** It ends, for a reason that somebody gives. */
  public void release(String reason, String by, Instant at) {
    if (releasedAt != null) {
      throw new IllegalStateException("A hold is released once.");
    }
    releaseReason = reason;
    releasedBy = by;
    releasedAt = at;
  }

  public String incidentNumber() {
    return incidentNumber;
  }

  /** Why, in the words of whoever set it. */
  public String reason() {
    return reason;
  }

  /** A login. */
  public String setBy() {
    return setBy;
  }

  public Instant setAt() {
    return setAt;
  }

  /** Null while it lasts, as the next two. */
  public String releaseReason() {
    return releaseReason;
  }

  public String releasedBy() {
    return releasedBy;
  }

  public Instant releasedAt() {
    return releasedAt;
  }

  public boolean isOpen() {
    return releasedAt == null;
  }
}
