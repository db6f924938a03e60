package org.ims.communication.updates;

import java.util.Set;
import java.util.TreeSet;
import org.ims.engine.Audiences;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Finds whom an update goes to. */
@Component
class UpdateRecipients {

  private final Audiences audiences;

  UpdateRecipients(Audiences audiences) {
    this.audiences = audiences;
  }

  /** Logins, mail addresses and names of channels, each once. */
  Set<String> of(Incident incident, AudienceCommunication communication) {
    return new TreeSet<>(audiences.members(incident, communication.told()));
  }
}
