package org.ims.triage;

import java.util.ArrayList;
import java.util.List;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows the reporter's answers and what became known later on top of later forms. */
@Component
@Order(1)
class TriageFacts implements FactContributor {

  private final Questions questions;
  private final ImpactAssessments assessments;

  TriageFacts(Questions questions, ImpactAssessments assessments) {
    this.questions = questions;
    this.assessments = assessments;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    for (Question question : questions.findByIncidentNumberOrderById(incident.number())) {
      facts.add(new Fact("Asked", question.question()));
      if (!question.isOpen()) {
        facts.add(new Fact("Answered", answer(question)));
      }
    }
    assessments
        .findByIncidentNumberAndFactsNoteNotNullOrderById(incident.number())
        .forEach(
            assessment ->
                facts.add(
                    new Fact(
                        "New facts",
                        "%s (%s)".formatted(assessment.factsNote(), assessment.factsBy()))));
    return facts;
  }

  private static String answer(Question question) {
    return question.answer() == null ? "no answer in time" : question.answer();
  }
}
