package org.ims.triage;

import java.util.List;
import org.ims.incident.DossierContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives into a dossier what was asked and stated before the priority was known. */
@Component
@Order(1)
class TriageDossier implements DossierContributor {

  private final Questions questions;
  private final ImpactAssessments assessments;

  TriageDossier(Questions questions, ImpactAssessments assessments) {
    this.questions = questions;
    this.assessments = assessments;
  }

  @Override
  public List<Section> sectionsOf(Incident incident) {
    return List.of(
        new Section(
            Part.ASSESSMENT,
            "questions",
            "Questions to the reporter",
            questions.findByIncidentNumberOrderById(incident.number()).stream()
                .map(Question::inDossier)
                .toList()),
        new Section(
            Part.ASSESSMENT,
            "assessments",
            "Facts about impact and urgency",
            assessments.findByIncidentNumberOrderById(incident.number()).stream()
                .map(ImpactAssessment::inDossier)
                .toList()));
  }
}
