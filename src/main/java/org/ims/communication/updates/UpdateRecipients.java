package org.ims.communication.updates;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ims.engine.Audiences;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Finds whom an update goes to. */
@Component
class UpdateRecipients {

  private final Audiences audiences;
  private final List<Subscribers> subscribers;

  UpdateRecipients(Audiences audiences, List<Subscribers> subscribers) {
    this.audiences = audiences;
    this.subscribers = subscribers;
  }

  /** Logins, mail addresses and names of channels, each once. */
  Set<String> of(Incident incident, AudienceCommunication communication) {
    Set<String> recipients = new TreeSet<>(audiences.members(incident, communication.told()));
    subscribers.forEach(
        known -> recipients.addAll(known.ofAudience(incident, communication.audience())));
    return recipients;
  }

  /** Logins of those who subscribed to this very incident. */
  Set<String> of(Incident incident) {
    Set<String> recipients = new TreeSet<>();
    subscribers.forEach(known -> recipients.addAll(known.ofIncident(incident)));
    return recipients;
  }
}
