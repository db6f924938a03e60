package org.ims.response;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed before somebody confirmed that it works again. */
@Component
class ResolutionVerifiedCheck implements ClosureCheck {

  @Override
  public String key() {
    return "gateResolutionVerified";
  }

  @Override
  public String openDuty() {
    return "The resolution has not been verified.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return incident.verifiedAt() != null;
  }
}
