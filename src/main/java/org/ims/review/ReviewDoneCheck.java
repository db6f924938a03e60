package org.ims.review;

import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** Nothing is closed while a review that was opened is not approved. */
@Component
class ReviewDoneCheck implements ClosureCheck {

  private final Reviews reviews;

  ReviewDoneCheck(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public String key() {
    return "gateReviewDone";
  }

  @Override
  public String openDuty() {
    return "The post-incident review has not been approved.";
  }

  @Override
  public boolean isDone(Incident incident) {
    return reviews
        .findFirstByIncidentNumberOrderByRoundDesc(incident.number())
        .map(Review::isApproved)
        .orElse(true);
  }
}
