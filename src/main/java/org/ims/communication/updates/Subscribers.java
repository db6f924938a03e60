package org.ims.communication.updates;

import java.util.Set;
import org.ims.incident.Incident;

/** Knows who wants to hear of an incident, besides those who have to. */
public interface Subscribers {

  /**
   * Who hears every update for an audience.
   *
   * @param audience as {@code users}
   * @return logins, mail addresses and names of channels
   */
  Set<String> ofAudience(Incident incident, String audience);

  /** Who subscribed to this very incident and hears of each state that it comes into; logins. */
  Set<String> ofIncident(Incident incident);
}
