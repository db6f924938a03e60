package org.ims.communication.updates;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** An audience that heard of the incident has not heard that it is over. */
@Component
class AllClearGivenCheck implements ClosureCheck {

  private final AudienceCommunications communications;
  private final Updates updates;

  AllClearGivenCheck(AudienceCommunications communications, Updates updates) {
    this.communications = communications;
    this.updates = updates;
  }

  @Override
  public String key() {
    return "missingAllClears";
  }

  @Override
  public int open(Incident incident) {
    return (int)
        communications.findByIncidentNumberAndEndedAtIsNullOrderById(incident.number()).stream()
            .filter(updates::hasTold)
            .count();
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_WriteUpdate", "UserTask_ApproveUpdate");
  }
}
