package org.ims.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/** What is known of an incident, in words, on top of the form of each of its tasks. */
@Component
public class KnownFacts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private static final String CUT = "\n(shortened)";

  private final Incidents incidents;
  private final List<FactContributor> contributors;
  private final TaskService tasks;

  KnownFacts(Incidents incidents, List<FactContributor> contributors, TaskService tasks) {
    this.incidents = incidents;
    this.contributors = contributors;
    this.tasks = tasks;
  }

  /** Something else is known now: the tasks that are open already show it too. */
  public void refresh(String incidentNumber) {
    String facts = of(incidents.get(incidentNumber));
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(incidentNumber).list()) {
      Overtaken.unless(() -> show(task, facts));
    }
  }

  private void show(Task task, String facts) {
    if (tasks.getVariableLocal(task.getId(), IncidentLifecycleProcess.KNOWN_FACTS) != null) {
      tasks.setVariableLocal(task.getId(), IncidentLifecycleProcess.KNOWN_FACTS, facts);
    }
  }

  String of(Incident incident) {
    StringJoiner lines = new StringJoiner("\n");
    if (incident.isDrill()) {
      lines.add("DRILL: nothing of this is real.");
    }
    lines.add(incident.number() + " - " + incident.report().title());
    if (incident.priority() != null) {
      lines.add(
          "%s: %s %s"
              .formatted(
                  incident.priority(),
                  incident.assessment().impactBecause(),
                  incident.assessment().urgencyBecause()));
    }
    lines.add("Service: " + incident.service());
    lines.add(
        "Reported by %s, noticed %s"
            .formatted(incident.report().reporter(), inWords(incident.report().noticedAt())));
    lines.add(incident.report().description());
    for (FactContributor contributor : contributors) {
      for (FactContributor.Fact fact : contributor.factsOf(incident)) {
        lines.add(fact.label() + ": " + fact.value());
      }
    }
    String facts = lines.toString();
    return facts.length() <= SubmittedForm.TEXT_AREA
        ? facts
        : facts.substring(0, SubmittedForm.TEXT_AREA - CUT.length()) + CUT;
  }

  private static String inWords(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }
}
