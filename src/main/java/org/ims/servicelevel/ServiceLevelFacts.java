package org.ims.servicelevel;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ims.incident.FactContributor;
import org.ims.incident.Incident;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Shows on top of forms which promises were broken, and why nothing is due. */
@Component
@Order(1)
class ServiceLevelFacts implements FactContributor {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz", Locale.ENGLISH);

  private final Breaches breaches;
  private final ServiceLevelPauses pauses;

  ServiceLevelFacts(Breaches breaches, ServiceLevelPauses pauses) {
    this.breaches = breaches;
    this.pauses = pauses;
  }

  @Override
  public List<Fact> factsOf(Incident incident) {
    List<Fact> facts = new ArrayList<>();
    for (Breach breach : breaches.findByIncidentNumberOrderById(incident.number())) {
      facts.add(
          new Fact(
              "Promise to %s broken".formatted(breach.target().key()),
              "%s; told were %s"
                  .formatted(inWords(breach.due()), String.join(", ", breach.told()))));
    }
    for (ServiceLevelPause pause : pauses.findByIncidentNumberOrderById(incident.number())) {
      if (pause.isOpen()) {
        facts.add(
            new Fact(
                "The clock stands still",
                "since %s, waiting for the %s"
                    .formatted(
                        inWords(pause.time().from()),
                        pause.reason().name().toLowerCase(Locale.ROOT))));
      }
    }
    return facts;
  }

  private static String inWords(Instant instant) {
    return TIME.format(instant.atZone(ZoneId.systemDefault()));
  }
}
