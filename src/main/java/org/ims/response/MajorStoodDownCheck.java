package org.ims.response;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed while somebody commands it, or is still to decide whether to. */
@Component
class MajorStoodDownCheck implements ClosureCheck {

  @Override
  public String key() {
    return "gateMajorStoodDown";
  }

  @Override
  public String openDuty() {
    return "The command of the major incident has not stood down, or it is still to be decided"
        + " whether it is one.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return !incident.majorUndecided() && !incident.majorCommanded();
  }
}
