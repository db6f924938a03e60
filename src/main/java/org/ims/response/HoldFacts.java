package org.ims.response;

import java.util.ArrayList;
import java.util.List;
import org.ims.engine.SubmittedForm;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows on top of forms for whom the work waited, and what came of it. */
@Component
@Order(3)
class HoldFacts implements FactContributor {

  private final Holds holds;

  HoldFacts(Holds holds) {
    this.holds = holds;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    for (Hold hold : holds.findByIncidentNumberOrderById(incident.number())) {
      facts.add(new Fact("Waited for the " + SubmittedForm.key(hold.reason()), hold.note()));
      if (hold.resumeNote() != null) {
        facts.add(new Fact("Resumed", hold.resumeNote()));
      }
    }
    return facts;
  }
}
