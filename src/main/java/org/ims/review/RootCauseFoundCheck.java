package org.ims.review;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Where a review was due, it must have said what the cause was, or that it is unknown. */
@Component
class RootCauseFoundCheck implements ClosureCheck {

  private final Reviews reviews;

  RootCauseFoundCheck(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public String key() {
    return "missingRootCauses";
  }

  @Override
  public int open(Incident incident) {
    return incident.rootCauseCode() == null && reviews.countByIncidentNumber(incident.number()) > 0
        ? 1
        : 0;
  }
}
