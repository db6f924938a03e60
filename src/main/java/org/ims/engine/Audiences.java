package org.ims.engine;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.incident.Incident;
import org.ims.incident.Reader;
import org.ims.incident.Report;
import org.springframework.stereotype.Component;

/**
 * Whom a decision table means when it says who is told: a list of groups, in which {@code team} is
 * the team of the incident and {@code holder} are those who hold an open task of it, or its team
 * while nobody does, and {@code channel:ops} is a channel.
 */
@Component
public class Audiences {

  private static final String TEAM = "team";
  private static final String HOLDER = "holder";

  private final Alerts alerts;
  private final People people;
  private final TaskService tasks;

  Audiences(Alerts alerts, People people, TaskService tasks) {
    this.alerts = alerts;
    this.people = people;
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
    return alerts.tell(
        incident.number(), kind, round, detail, List.of(), members(incident, audience));
  }

  /**
   * Who is meant, without telling them. Of a restricted incident nobody is who may not see it and
   * has no task of it.
   *
   * @param audience as {@code holder, incident-manager}; empty for nobody
   * @return logins in their order
   */
  public Set<String> members(Incident incident, String audience) {
    Set<String> groups = new LinkedHashSet<>();
    Set<String> named = new TreeSet<>();
    sort(incident, audience, groups, named);
    named.removeIf(login -> !login.startsWith(Notices.CHANNEL) && people.find(login).isEmpty());
    Set<String> logins = new TreeSet<>();
    groups.forEach(group -> people.membersOf(group).forEach(member -> logins.add(member.login())));
    if (incident.report().restricted()) {
      logins.removeIf(login -> !new Reader(login, people.groupsOf(login)).sees(incident));
    }
    // Whoever holds a task of it knows it in any case, and a channel has a rule of its own.
    logins.addAll(named);
    return logins;
  }

  private void sort(
      Incident incident, String audience, Set<String> groups, Collection<String> logins) {
    for (String word : audience.strip().split("\\s*,\\s*")) {
      List<String> holders = word.equals(HOLDER) ? holders(incident.number()) : List.of();
      logins.addAll(holders);
      if (word.startsWith(Notices.CHANNEL)) {
        logins.add(word);
      } else if (holders.isEmpty() && !word.isEmpty()) {
        groups.add(word.equals(HOLDER) || word.equals(TEAM) ? incident.team() : word);
      }
    }
    groups.removeIf(Objects::isNull);
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
