package org.ims.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the review and its actions on top of later forms. */
@Component
@Order(3)
class ReviewFacts implements FactContributor {

  private final Reviews reviews;
  private final Actions actions;

  ReviewFacts(Reviews reviews, Actions actions) {
    this.reviews = reviews;
    this.actions = actions;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    for (Review review : reviews.findByIncidentNumberOrderByRound(incident.number())) {
      if (review.text() != null) {
        facts.add(new Fact("Review", review.text().summary()));
      }
      if (!review.isApproved() && review.decisionComment() != null) {
        facts.add(new Fact("Rework", review.decisionComment()));
      }
    }
    for (Action action :
        actions.findByIncidentNumberOrderByRoundAscPositionAsc(incident.number())) {
      facts.add(
          new Fact(
              "Action",
              "%s (%s, owner %s)"
                  .formatted(
                      action.what(),
                      action.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                      action.owner())));
    }
    return facts;
  }
}
