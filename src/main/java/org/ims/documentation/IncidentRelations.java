package org.ims.documentation;

import java.util.List;
import org.ims.incident.HandOver;
import org.ims.incident.HandOvers;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.ims.incident.Reader;
import org.springframework.stereotype.Component;

/** How an incident hangs together with others, as far as its reader may know them. */
@Component
class IncidentRelations {

  /** Numbers of other incidents, and the teams that had it. */
  record Relations(
      String parent,
      List<String> children,
      String duplicateOf,
      List<String> duplicates,
      String followUpOf,
      List<HandOver> handOvers) {}

  private final Incidents incidents;
  private final HandOvers handOvers;

  IncidentRelations(Incidents incidents, HandOvers handOvers) {
    this.incidents = incidents;
    this.handOvers = handOvers;
  }

  Relations of(Incident incident, Reader reader) {
    String number = incident.number();
    return new Relations(
        visible(incident.parent(), reader),
        visible(incidents.findByParentOrderByNumber(number), reader),
        visible(incident.duplicateOf(), reader),
        visible(incidents.findByDuplicateOfOrderByNumber(number), reader),
        visible(incident.followUpOf(), reader),
        handOvers.findByIncidentNumberOrderById(number));
  }

  private String visible(String number, Reader reader) {
    return number != null && reader.sees(incidents.get(number)) ? number : null;
  }

  private static List<String> visible(List<Incident> others, Reader reader) {
    return others.stream().filter(reader::sees).map(Incident::number).toList();
  }
}
