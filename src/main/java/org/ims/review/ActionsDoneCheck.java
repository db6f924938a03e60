package org.ims.review;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed while a corrective action is neither done nor its risk accepted. */
@Component
class ActionsDoneCheck implements ClosureCheck {

  private final Actions actions;

  ActionsDoneCheck(Actions actions) {
    this.actions = actions;
  }

  @Override
  public String key() {
    return "gateActionsDone";
  }

  @Override
  public String openDuty() {
    return "A corrective action is still open.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return !actions.existsByIncidentNumberAndState(incident.number(), Action.State.OPEN);
  }
}
