package org.ims.review;

import java.util.List;
import org.ims.incident.DossierContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the reviews of an incident and what was agreed on into its dossier. */
@Component
@Order(5)
class ReviewDossier implements DossierContributor {

  private final Reviews reviews;
  private final Actions actions;

  ReviewDossier(Reviews reviews, Actions actions) {
    this.reviews = reviews;
    this.actions = actions;
  }

  @Override
  public List<Section> sectionsOf(Incident incident) {
    return List.of(
        new Section(
            Part.REVIEW,
            "reviews",
            "Review",
            reviews.findByIncidentNumberOrderByRound(incident.number()).stream()
                .map(Review::inDossier)
                .toList()),
        new Section(
            Part.REVIEW,
            "correctiveActions",
            "Corrective actions",
            actions.findByIncidentNumberOrderByRoundAscPositionAsc(incident.number()).stream()
                .map(Action::inDossier)
                .toList()));
  }
}
