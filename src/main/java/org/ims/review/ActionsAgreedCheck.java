package org.ims.review;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** A corrective action that is nobody's, or that has no date, is none. */
@Component
class ActionsAgreedCheck implements ClosureCheck {

  private final Actions actions;

  ActionsAgreedCheck(Actions actions) {
    this.actions = actions;
  }

  @Override
  public String key() {
    return "vagueActions";
  }

  @Override
  public int open(Incident incident) {
    return (int)
        actions.findByIncidentNumberOrderByRoundAscPositionAsc(incident.number()).stream()
            .filter(action -> action.state() == Action.State.OPEN)
            .filter(action -> action.owner().isBlank() || action.due() == null)
            .count();
  }
}
