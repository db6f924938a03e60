package org.ims.review;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** A corrective action is neither done nor its risk accepted. */
@Component
class ActionsDoneCheck implements ClosureCheck {

  private final Actions actions;

  ActionsDoneCheck(Actions actions) {
    this.actions = actions;
  }

  @Override
  public String key() {
    return "openActions";
  }

  @Override
  public int open(Incident incident) {
    return actions.countByIncidentNumberAndState(incident.number(), Action.State.OPEN);
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_ImplementAction");
  }

  @Override
  public boolean ofRelativesToo() {
    return true;
  }
}
