package org.ims.triage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.Spin;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/** Shows which open incidents a report may be about, and offers them as originals. */
@Component
class SimilarIncidentsListener implements TaskListener {

  /** To whom the model offers the task. */
  private static final String READERS = "service-desk";

  private final Incidents incidents;
  private final SimilarIncidents similar;

  SimilarIncidentsListener(Incidents incidents, SimilarIncidents similar) {
    this.incidents = incidents;
    this.similar = similar;
  }

  @Override
  public void notify(DelegateTask task) {
    // Seen by everybody to whom the task is offered, so no more than each of them may see.
    List<SimilarIncident> found =
        similar.to(incidents.get(task.getExecution().getProcessBusinessKey()), READERS);
    task.setVariableLocal(IncidentTriageProcess.TriageIncident.SIMILAR_INCIDENTS, inWords(found));
    task.setVariableLocal(IncidentTriageProcess.SIMILAR_CHOICES, Spin.JSON(choices(found)));
  }

  private static String inWords(List<SimilarIncident> found) {
    return found.isEmpty()
        ? "No open incident is similar."
        : found.stream().map(SimilarIncident::inWords).collect(Collectors.joining("\n"));
  }

  /** Options of a select: labels with their values. */
  private static List<Map<String, String>> choices(List<SimilarIncident> found) {
    List<Map<String, String>> choices = new ArrayList<>();
    found.forEach(
        incident -> choices.add(Map.of("label", incident.inWords(), "value", incident.number())));
    choices.add(
        Map.of("label", "Another incident, by its number", "value", TriageDecision.OTHER_INCIDENT));
    return choices;
  }
}
