package org.ims.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.incident.Incident;
import org.ims.incident.Report;
import org.springframework.stereotype.Component;

/**
 * Whom a decision table means when it says who is told: a list of groups, in which {@code team} is
 * the team of the incident and {@code holder} are those who hold an open task of it, or its team
 * while nobody does.
 */
@Component
public class Audiences {

  private static final String TEAM = "team";
  private static final String HOLDER = "holder";

  private final Alerts alerts;
  private final TaskService tasks;

  Audiences(Alerts alerts, TaskService tasks) {
    this.alerts = alerts;
    this.tasks = tasks;
  }

  /**
   * Tells them. An imported incident is history, of which nobody is told.
   *
   * @param audience as {@code holder, incident-manager}
   * @return who is told, by login
   * @see Alerts#tell
   */
  public List<String> tell(
      Incident incident, String audience, String kind, int round, String detail) {
    if (incident.report().source() == Report.Source.IMPORT) {
      return List.of();
    }
    Set<String> groups = new LinkedHashSet<>();
    List<String> logins = new ArrayList<>();
    for (String word : audience.split("\\s*,\\s*")) {
      List<String> holders = word.equals(HOLDER) ? holders(incident.number()) : List.of();
      logins.addAll(holders);
      if (holders.isEmpty()) {
        groups.add(word.equals(HOLDER) || word.equals(TEAM) ? incident.team() : word);
      }
    }
    return alerts.tell(incident.number(), kind, round, detail, groups, logins);
  }

  private List<String> holders(String incidentNumber) {
    return tasks
        .createTaskQuery()
        .processInstanceBusinessKey(incidentNumber)
        .taskAssigned()
        .list()
        .stream()
        .map(Task::getAssignee)
        .distinct()
        .toList();
  }
}
