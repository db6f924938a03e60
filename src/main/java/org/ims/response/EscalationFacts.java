package org.ims.response;

import java.util.List;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows on top of forms who was told that nobody took the work. */
@Component
@Order(3)
class EscalationFacts implements FactContributor {

  private final Escalations escalations;

  EscalationFacts(Escalations escalations) {
    this.escalations = escalations;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    return escalations.findByIncidentNumberOrderById(incident.number()).stream()
        .map(
            escalation ->
                new Fact(
                    "Escalated to level %d".formatted(escalation.level()),
                    "%s; told were %s".formatted(escalation.audience(), escalation.told())))
        .toList();
  }
}
