package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.incident.Reader;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine tells of itself is enough to find who did a task and which version ran. */
@ImsTest
class IncidentInvolvementTest {

  private static final Reader AUDITOR = new Reader("auditor", Set.of("auditor"));

  @Autowired private Journey journey;
  @Autowired private IncidentSearch search;

  @Test
  void whoDidATaskIsFoundAlsoWhenNothingMoved() {
    String number = journey.toAssessment(MINOR);
    assertThat(found(number, "person", "responder")).isFalse();
    assertThat(found(number, "person", "service-desk")).as("triaged it").isTrue();
    journey.assess(number, journey.assessment(MINOR));
    journey.investigate(number);
    assertThat(found(number, "person", "responder")).as("investigated it").isTrue();
    assertThat(found(number, "person", "reporter")).as("reported it").isTrue();
  }

  @Test
  void theVersionIsKnownOfWhatWasStartedFromItsFormBeforeItHadANumber() {
    String number = journey.toTriage(MINOR);
    assertThat(found(number, "processVersion", "1")).isTrue();
    assertThat(found(number, "processVersion", "2")).isFalse();
  }

  @Test
  void theVersionStaysKnownAfterTheEnd() {
    String number = journey.toClosed();
    assertThat(found(number, "processVersion", "1")).isTrue();
  }

  private boolean found(String number, String filter, String value) {
    return search
        .find(IncidentQuery.of(Map.of("text", List.of(number), filter, List.of(value))), AUDITOR)
        .items()
        .stream()
        .anyMatch(incident -> incident.number().equals(number));
  }
}
