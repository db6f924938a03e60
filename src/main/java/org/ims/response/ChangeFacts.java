package org.ims.response;

import java.util.ArrayList;
import java.util.List;
import org.ims.incident.FactContributor;
import org.ims.incident.HandOver;
import org.ims.incident.HandOvers;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows how the incident hangs together with others and through whose hands it went. */
@Component
@Order(4)
class ChangeFacts implements FactContributor {

  private final Incidents incidents;
  private final HandOvers handOvers;
  private final Changes changes;

  ChangeFacts(Incidents incidents, HandOvers handOvers, Changes changes) {
    this.incidents = incidents;
    this.handOvers = handOvers;
    this.changes = changes;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    if (incident.parent() != null) {
      facts.add(new Fact("Part of", named(incidents.get(incident.parent()), incident)));
    }
    for (Incident child : incidents.findByParentOrderByNumber(incident.number())) {
      facts.add(new Fact("Child", named(child, incident)));
    }
    for (Incident duplicate : incidents.findByDuplicateOfOrderByNumber(incident.number())) {
      facts.add(new Fact("Also reported as", named(duplicate, incident)));
    }
    if (incident.followUpOf() != null) {
      facts.add(new Fact("Came back from", named(incidents.get(incident.followUpOf()), incident)));
    }
    for (HandOver handOver : handOvers.findByIncidentNumberOrderById(incident.number())) {
      facts.add(
          new Fact(
              "Handed over",
              "%s to %s, because: %s"
                  .formatted(handOver.fromTeam(), handOver.toTeam(), handOver.reason())));
    }
    for (Change change : changes.findByIncidentNumberOrderById(incident.number())) {
      if (change.kind() == ChangeKind.REOPEN) {
        facts.add(new Fact("Reopened", change.note()));
      }
    }
    return facts;
  }

  private static String named(Incident other, Incident incident) {
    return incident.mayName(other)
        ? "%s - %s".formatted(other.number(), other.report().title())
        : "a restricted incident";
  }
}
