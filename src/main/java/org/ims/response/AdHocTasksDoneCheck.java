package org.ims.response;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Somebody was asked for something, and nobody has said what came of it. */
@Component
class AdHocTasksDoneCheck implements ClosureCheck {

  private final AdHocTaskList tasks;

  AdHocTasksDoneCheck(AdHocTaskList tasks) {
    this.tasks = tasks;
  }

  @Override
  public String key() {
    return "openAdHocTasks";
  }

  @Override
  public int open(Incident incident) {
    return tasks.countByIncidentNumberAndState(incident.number(), AdHocTask.State.OPEN);
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_DoAdHocTask");
  }

  @Override
  public boolean ofRelativesToo() {
    return true;
  }
}
