package org.ims.response;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Somebody commands the major incident, or is still to decide whether it is one. */
@Component
class MajorStoodDownCheck implements ClosureCheck {

  @Override
  public String key() {
    return "unsettledMajors";
  }

  @Override
  public int open(Incident incident) {
    return incident.majorUndecided() || incident.majorCommanded() ? 1 : 0;
  }

  @Override
  public Set<String> doneAt() {
    return Set.of(
        "UserTask_DecideMajorIncident",
        "UserTask_FormResponseTeam",
        "UserTask_CommandIncident",
        "UserTask_LeadSubTeam",
        "UserTask_KeepLog");
  }
}
