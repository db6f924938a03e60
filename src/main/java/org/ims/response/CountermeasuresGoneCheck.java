package org.ims.response;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** A temporary measure is in place, and nobody has accepted that it stays. */
@Component
class CountermeasuresGoneCheck implements ClosureCheck {

  private final CountermeasureList measures;

  CountermeasuresGoneCheck(CountermeasureList measures) {
    this.measures = measures;
  }

  @Override
  public String key() {
    return "liveCountermeasures";
  }

  @Override
  public int open(Incident incident) {
    return measures.countByIncidentNumberAndState(incident.number(), Countermeasure.State.LIVE);
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_RemoveCountermeasure", "UserTask_AcceptRisk");
  }

  @Override
  public boolean ofRelativesToo() {
    return true;
  }
}
