package org.ims.engine;

import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.ims.incident.Incident;
import org.ims.incident.MajorIncident;
import org.ims.incident.Priority;
import org.springframework.stereotype.Component;

/** How the open tasks of an incident stand among those of others, as Tasklist sorts them. */
@Component
public class TaskPriorities {

  /** Every task of a major incident has this priority, and no other task. */
  public static final int MAJOR = 150;

  private final TaskService tasks;

  TaskPriorities(TaskService tasks) {
    this.tasks = tasks;
  }

  /** 50 is the middle: a major incident is 150, P1 is 100, P5 is 20, unassessed 50. */
  static int of(Incident incident) {
    if (incident.major() == MajorIncident.ACCEPTED) {
      return MAJOR;
    }
    Priority priority = incident.priority();
    return priority == null ? 50 : 100 - 20 * priority.ordinal();
  }

  /** Gives the tasks that are open the place that the incident has now. */
  public void follow(Incident incident) {
    int priority = of(incident);
    for (Task task : tasks.createTaskQuery().processInstanceBusinessKey(incident.number()).list()) {
      tasks.setPriority(task.getId(), priority);
    }
  }
}
