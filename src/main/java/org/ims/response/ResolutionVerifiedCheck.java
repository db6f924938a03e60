package org.ims.response;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nobody has confirmed yet that it works again. */
@Component
class ResolutionVerifiedCheck implements ClosureCheck {

  @Override
  public String key() {
    return "unverifiedResolutions";
  }

  @Override
  public int open(Incident incident) {
    return incident.verifiedAt() == null ? 1 : 0;
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_VerifyResolution");
  }
}
