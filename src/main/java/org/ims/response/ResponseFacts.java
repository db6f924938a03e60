package org.ims.response;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.ims.incident.ResourceUse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows what was found and done on top of later forms. */
@Component
@Order(2)
class ResponseFacts implements FactContributor {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private final Investigations investigations;
  private final Containments containments;
  private final Recoveries recoveries;
  private final Verifications verifications;
  private final CountermeasureList measures;
  private final Efforts efforts;

  ResponseFacts(
      Investigations investigations,
      Containments containments,
      Recoveries recoveries,
      Verifications verifications,
      CountermeasureList measures,
      Efforts efforts) {
    this.investigations = investigations;
    this.containments = containments;
    this.recoveries = recoveries;
    this.verifications = verifications;
    this.measures = measures;
    this.efforts = efforts;
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
    for (Countermeasure measure :
        measures.findByIncidentNumberAndStateOrderById(number, Countermeasure.State.LIVE)) {
      facts.add(
          new Fact(
              "To be undone by %s until %s"
                  .formatted(
                      measure.owner(),
                      TIME.format(measure.expiresAt().atZone(ZoneId.systemDefault()))),
              "%s (%s): %s".formatted(measure.what(), measure.target(), measure.undoPlan())));
    }
    ResourceUse effort = efforts.of(number);
    if (!effort.isNone()) {
      facts.add(
          new Fact(
              "Effort so far",
              "%s hours and EUR %s by %d"
                  .formatted(
                      effort.hours().toPlainString(),
                      effort.costEur().toPlainString(),
                      effort.people())));
    }
    return facts;
  }
}
