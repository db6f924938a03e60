package org.ims.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.Incidents;
import org.springframework.stereotype.Component;

/**
 * Named by every user task at its creation: gives the task a title that names the incident and
 * shows on top of its form what is known already. The text is local to the task and goes with it.
 */
@Component
class KnownFactsListener implements TaskListener {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private static final String CUT = "\n(shortened)";

  private final Incidents incidents;
  private final List<FactContributor> contributors;

  KnownFactsListener(Incidents incidents, List<FactContributor> contributors) {
    this.incidents = incidents;
    this.contributors = contributors;
  }

  @Override
  public void notify(DelegateTask task) {
    Incident incident = incidents.get(task.getExecution().getProcessBusinessKey());
    task.setName(
        "%s: %s - %s".formatted(task.getName(), incident.number(), incident.report().title()));
    task.setPriority(TaskPriorities.of(incident));
    task.setVariableLocal(IncidentLifecycleProcess.KNOWN_FACTS, factsOf(incident));
  }

  private String factsOf(Incident incident) {
    StringJoiner lines = new StringJoiner("\n");
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
