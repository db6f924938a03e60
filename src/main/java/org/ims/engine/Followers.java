package org.ims.engine;

import java.util.Collection;
import org.ims.incident.Incident;

/** Knows who wants to hear of an incident although no task of it is theirs. */
public interface Followers {

  /** Their logins, each once, without those who must not see the incident. */
  Collection<String> followersOf(Incident incident);
}
