package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ImsTest
class RecurrenceTest {

  private static final Instant JANUARY = Instant.parse("2026-01-10T08:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-03-10T08:00:00Z");

  @Autowired Incidents incidents;
  @Autowired JdbcClient jdbc;

  /** One for each test instance would collide: the tests share a database. */
  private static int serial = 900_000;

  @Test
  void mostFrequentRootCauseOfTheServiceCounts() {
    store("recurring", "capacity", MARCH);
    store("recurring", "capacity", MARCH);
    store("recurring", "change", MARCH);
    String latest = store("recurring", "capacity", MARCH);
    store("another", "capacity", MARCH);
    store("recurring", "capacity", JANUARY.minusSeconds(1));

    assertThat(incidents.mostFrequentRootCause("recurring", JANUARY, latest)).isEqualTo(2);
  }

  @Test
  void causesThatNobodyFoundAreNotTheSameCause() {
    store("puzzling", "unknown", MARCH);
    store("puzzling", "unknown", MARCH);
    store("puzzling", null, MARCH);

    assertThat(incidents.mostFrequentRootCause("puzzling", JANUARY, "INC-2026-000000")).isZero();
  }

  private String store(String service, String rootCause, Instant resolvedAt) {
    String number = "INC-2026-" + serial++;
    jdbc.sql(
            """
            insert into incident (number, version, state, title, description, reported_service,
                reporter, source, noticed_at, suspected_security, personal_data_involved,
                people_at_risk, restricted, recorded_at, affected_service, major, resolved_at,
                reopen_count, root_cause_code)
            values (:number, 0, 'RESOLVED', 't', 'd', :service, 'r', 'API', :at, false, 'NO',
                false, false, :at, :service, 'NONE', :at, 0, :rootCause)
            """)
        .param("number", number)
        .param("service", service)
        .param("at", Timestamp.from(resolvedAt))
        .param("rootCause", rootCause)
        .update();
    return number;
  }
}
