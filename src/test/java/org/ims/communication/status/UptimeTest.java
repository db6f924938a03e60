package org.ims.communication.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.ims.communication.status.ToldIncident.Span;
import org.ims.communication.status.Uptime.Day;
import org.junit.jupiter.api.Test;

class UptimeTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void withoutIncidentsNothingIsDisturbed() {
    Uptime uptime = Uptime.of(List.of(), FIRST, NOON, ZoneOffset.UTC);

    assertThat(uptime.percent()).isEqualTo(100);
    assertThat(uptime.days())
        .extracting(Day::date)
        .containsExactly(FIRST, LocalDate.parse("2026-03-02"));
    assertThat(uptime.disturbedDays()).isZero();
  }

  @Test
  void incidentsAtTheSameTimeCountOnceAndDaysAreSplitAtMidnight() {
    Uptime uptime =
        Uptime.of(
            List.of(
                span("2026-03-01T22:00:00Z", "2026-03-02T01:00:00Z", Condition.DISTURBED),
                span("2026-03-01T23:00:00Z", "2026-03-02T02:00:00Z", Condition.DISTURBED)),
            FIRST,
            NOON,
            ZoneOffset.UTC);

    assertThat(uptime.days())
        .extracting(Day::disturbed)
        .containsExactly(Duration.ofHours(2), Duration.ofHours(2));
    assertThat(uptime.percent()).isCloseTo(100 - 100 * 4 / 36.0, within(0.001));
    assertThat(uptime.disturbedDays()).isEqualTo(2);
  }

  @Test
  void whatIsBeingRestoredIsSeenButNotCounted() {
    Uptime uptime =
        Uptime.of(
            List.of(span("2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z", Condition.RESTORING)),
            FIRST,
            NOON,
            ZoneOffset.UTC);

    assertThat(uptime.days())
        .extracting(Day::worst)
        .containsExactly(Condition.OPERATIONAL, Condition.RESTORING);
    assertThat(uptime.percent()).isEqualTo(100);
  }

  @Test
  void dayOnWhichTheClocksChangeHasItsHours() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Uptime uptime =
        Uptime.of(
            List.of(span("2026-03-01T00:00:00Z", "2026-04-30T00:00:00Z", Condition.DISTURBED)),
            LocalDate.parse("2026-03-29"),
            Instant.parse("2026-03-29T22:00:00Z"),
            berlin);

    assertThat(uptime.days().get(0).disturbed()).isEqualTo(Duration.ofHours(23));
    assertThat(uptime.percent()).isZero();
  }

  private static Span span(String from, String to, Condition condition) {
    return new Span(Instant.parse(from), Instant.parse(to), condition);
  }
}
