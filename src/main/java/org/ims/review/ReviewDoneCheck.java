package org.ims.review;

import java.util.Set;
import org.ims.incident.ClosureCheck;
import org.ims.incident.Incident;
import org.springframework.stereotype.Component;

/** A review was opened and is not approved. */
@Component
class ReviewDoneCheck implements ClosureCheck {

  private final Reviews reviews;

  ReviewDoneCheck(Reviews reviews) {
    this.reviews = reviews;
  }

  @Override
  public String key() {
    return "unapprovedReviews";
  }

  @Override
  public int open(Incident incident) {
    return reviews
            .findFirstByIncidentNumberOrderByRoundDesc(incident.number())
            .map(Review::isApproved)
            .orElse(true)
        ? 0
        : 1;
  }

  @Override
  public boolean ofRelativesToo() {
    return true;
  }

  @Override
  public Set<String> doneAt() {
    return Set.of("UserTask_WriteReview", "UserTask_HoldReviewMeeting", "UserTask_ApproveReview");
  }
}
