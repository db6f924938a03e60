package org.ims.communication;

import java.util.Map;
import org.ims.incident.Incident;

/** Knows what the templates of some notices ask for besides the incident. */
public interface NoticeFacts {

  /** What the template of this kind may ask for in this round; empty when nothing is known. */
  Map<String, Object> of(String kind, int round);

  /** The same about this incident, for whoever counts the rounds by incident. */
  default Map<String, Object> of(Incident incident, String kind, int round) {
    return of(kind, round);
  }
}
