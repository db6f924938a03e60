package org.ims.response;

import java.util.ArrayList;
import java.util.List;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows what was found and done on top of later forms. */
@Component
@Order(2)
class ResponseFacts implements FactContributor {

  private final Investigations investigations;
  private final Containments containments;
  private final Recoveries recoveries;
  private final Verifications verifications;

  ResponseFacts(
      Investigations investigations,
      Containments containments,
      Recoveries recoveries,
      Verifications verifications) {
    this.investigations = investigations;
    this.containments = containments;
    this.recoveries = recoveries;
    this.verifications = verifications;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    String number = incident.number();
    List<Fact> facts = new ArrayList<>();
    for (Investigation investigation : investigations.findByIncidentNumberOrderById(number)) {
      facts.add(new Fact("Found", investigation.findings()));
      if (investigation.hypothesis() != null) {
        facts.add(new Fact("Suspected", investigation.hypothesis()));
      }
    }
    for (Containment containment : containments.findByIncidentNumberOrderById(number)) {
      facts.add(
          new Fact(
              containment.succeeded() ? "Contained" : "Containment failed",
              "%s (%s)".formatted(containment.action(), containment.target())));
    }
    for (Recovery recovery : recoveries.findByIncidentNumberOrderById(number)) {
      facts.add(new Fact(recovery.succeeded() ? "Recovered" : "Recovery failed", recovery.steps()));
      facts.add(new Fact("Checked", recovery.verification()));
    }
    for (Verification verification : verifications.findByIncidentNumberOrderById(number)) {
      if (!verification.verified()) {
        facts.add(new Fact("Not verified", verification.comment()));
      }
    }
    return facts;
  }
}
