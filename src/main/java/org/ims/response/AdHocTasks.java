package org.ims.response;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ims.engine.Alerts;
import org.ims.engine.IncidentLifecycleProcess;
import org.ims.engine.Occurrences;
import org.ims.engine.People;
import org.ims.incident.Incidents;
import org.ims.incident.InvalidInputException;
import org.ims.incident.Violation;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people ask each other to do for an incident beside the steps of its process. */
@Service
@Transactional
class AdHocTasks {

  /** Who is told besides the owner when a task is not done in time. */
  private static final String MANAGERS = "incident-manager";

  /** Who takes over while no team is chosen yet. */
  private static final String BEFORE_A_TEAM = "service-desk";

  private final AdHocTaskList tasks;
  private final Incidents incidents;
  private final People people;
  private final Efforts efforts;
  private final Occurrences occurrences;
  private final Alerts alerts;
  private final Clock clock;

  AdHocTasks(
      AdHocTaskList tasks,
      Incidents incidents,
      People people,
      Efforts efforts,
      Occurrences occurrences,
      Alerts alerts,
      Clock clock) {
    this.tasks = tasks;
    this.incidents = incidents;
    this.people = people;
    this.efforts = efforts;
    this.occurrences = occurrences;
    this.alerts = alerts;
    this.clock = clock;
  }

  /**
   * Gives somebody a task, which appears in their list in the same transaction.
   *
   * @param what in words, at most 4000 characters
   * @param owner the login of whoever is to do it
   * @param due in the future
   * @param priority null for the middle one
   * @param by the login of whoever asks for it
   * @throws InvalidInputException naming taskOwner or taskDue, or incidentNumber when nobody works
   *     on the incident any more
   */
  AdHocTask add(
      String number,
      String what,
      String owner,
      Instant due,
      AdHocTask.Priority priority,
      String by) {
    Instant now = clock.instant();
    List<Violation> violations = new ArrayList<>();
    if (people.find(owner).isEmpty()) {
      violations.add(
          new Violation(
              "taskOwner", "known-person", "Task owner must be a person with an account."));
    }
    if (!due.isAfter(now)) {
      violations.add(new Violation("taskDue", "in-future", "Task due must be in the future."));
    }
    boolean over = incidents.lock(number).state().isFinal();
    if (over) {
      violations.add(nobodyWorksOnIt());
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    AdHocTask task =
        tasks.save(
            new AdHocTask(
                number,
                what,
                owner,
                due,
                priority == null ? AdHocTask.Priority.MEDIUM : priority,
                by,
                now));
    int waiting =
        occurrences.happened(
            number,
            IncidentLifecycleProcess.MSG_AD_HOC_TASK_ADDED,
            Map.of(IncidentLifecycleProcess.AD_HOC_TASK_ID, task.id()));
    if (waiting == 0) {
      throw new InvalidInputException(List.of(nobodyWorksOnIt()));
    }
    return task;
  }

  private static Violation nobodyWorksOnIt() {
    return new Violation(
        "incidentNumber",
        "open-incident",
        "A task can be added only while the incident is worked on.");
  }

  AdHocTask get(long id) {
    return tasks.findById(id).orElseThrow();
  }

  /** To which group the task is offered besides its owner. */
  String teamOf(String number) {
    String team = incidents.get(number).team();
    return team == null ? BEFORE_A_TEAM : team;
  }

  /**
   * @param hours worked on it, may be null
   */
  void done(long id, String result, BigDecimal hours, String by) {
    AdHocTask task = get(id);
    task.done(result, by, clock.instant());
    if (hours != null) {
      efforts.add(
          task.incidentNumber(), by, hours, null, task.what(), Effort.Source.AD_HOC_TASK, by);
    }
  }

  void cancel(long id, String reason, String by) {
    get(id).cancel(reason, by, clock.instant());
  }

  /** The process took the task away before anybody ended it. */
  void takenAway(long id, String by) {
    AdHocTask task = get(id);
    if (task.state() == AdHocTask.State.OPEN) {
      task.cancel("Work on the incident ended before the task was done.", by, clock.instant());
    }
  }

  /** The task is not done in time; its owner and the incident managers hear of it. */
  void tellOverdue(long id) {
    AdHocTask task = get(id);
    alerts.tell(
        task.incidentNumber(),
        "task-overdue",
        task.id().intValue(),
        task.what(),
        List.of(MANAGERS),
        List.of(task.owner()));
  }
}
