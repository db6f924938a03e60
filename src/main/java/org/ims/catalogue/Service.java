package org.ims.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import org.hibernate.annotations.Immutable;

/**
 * A service of the organisation that an incident can be about, as those read it who work on
 * incidents. {@link Catalogue} knows all of it.
 */
@Entity
@Immutable
public class Service {

  @Id private String key;
  private String name;
  private String ownerTeam;
  private String supplierTeam;
  private boolean criticalFunction;
  private int rtoMinutes;
  private int rpoMinutes;
  private boolean active;
  private boolean statusPublic;

  protected Service() {}

  /** Short, stable name that forms, the API and process variables carry. */
  public String key() {
    return key;
  }

  public String name() {
    return name;
  }

  /** The team that runs it; its candidate group is {@code responder-<team>}. */
  public String ownerTeam() {
    return ownerTeam;
  }

  /** The team that speaks for its supplier, or null when nobody supplies it. */
  public String supplierTeam() {
    return supplierTeam;
  }

  /** Whether it supports a critical or important function of the organisation. */
  public boolean criticalFunction() {
    return criticalFunction;
  }

  /** Recovery time objective: how long it may be down. */
  public Duration rto() {
    return Duration.ofMinutes(rtoMinutes);
  }

  /** Recovery point objective: how much work, counted back in time, may be lost. */
  public Duration rpo() {
    return Duration.ofMinutes(rpoMinutes);
  }

  /** Whether its state may be shown to the public. */
  public boolean statusPublic() {
    return statusPublic;
  }

  /** Whether the catalogue still has it; an incident can be reported only for an active service. */
  public boolean active() {
    return active;
  }
}
