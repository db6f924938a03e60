package org.ims.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Journey.Kind.MINOR;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.incident.Reader;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine tells of itself is enough to find who did a task and which version ran. */
@ImsTest
class IncidentInvolvementTest {

  private static final Reader AUDITOR = new Reader("auditor", Set.of("auditor"));

  @Autowired private Journey journey;
  @Autowired private IncidentSearch search;
  @Autowired private JdbcClient jdbc;

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

  /** What the migrations do where the engine has been at work before them. */
  @ParameterizedTest
  @CsvSource({
    "V740__incident_process.sql, incident_process, processVersion, 1",
    "V741__incident_person.sql,  incident_person,  person,         service-desk"
  })
  void whatTheEngineKnewBeforeIsTakenOver(
      String migration, String table, String filter, String value) throws IOException {
    String number = journey.toAssessment(MINOR);
    jdbc.sql("delete from " + table + " where incident_number = ?").param(number).update();
    assertThat(found(number, filter, value)).isFalse();

    String sql =
        new ClassPathResource("db/migration/" + migration)
            .getContentAsString(StandardCharsets.UTF_8);
    jdbc.sql(sql.substring(sql.lastIndexOf("do $$"))).update();

    assertThat(found(number, filter, value)).isTrue();
  }

  private boolean found(String number, String filter, String value) {
    return search
        .find(IncidentQuery.of(Map.of("text", List.of(number), filter, List.of(value))), AUDITOR)
        .items()
        .stream()
        .anyMatch(incident -> incident.number().equals(number));
  }
}
