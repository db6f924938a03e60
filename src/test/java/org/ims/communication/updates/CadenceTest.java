package org.ims.communication.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CadenceTest {

  private static final Instant OPENED = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant TOLD = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant CHANGED = Instant.parse("2026-03-02T09:20:00Z");

  private final Cadence timed =
      new Cadence(Duration.ofMinutes(30), Duration.ofHours(1), null, Duration.ofMinutes(10));
  private final Cadence onChange = new Cadence(null, null, Duration.ofHours(1), null);

  @Test
  void firstUpdateCountsFromTheOpening() {
    assertThat(timed.next(OPENED, null, null, CHANGED)).isEqualTo("2026-03-02T08:30:00Z");
  }

  @Test
  void furtherOnesCountFromTheLast() {
    assertThat(timed.next(OPENED, TOLD, null, CHANGED)).isEqualTo("2026-03-02T10:00:00Z");
  }

  @Test
  void whatWasPromisedEarlierIsKept() {
    assertThat(timed.next(OPENED, TOLD, TOLD.plusSeconds(600), null))
        .isEqualTo("2026-03-02T09:10:00Z");
    assertThat(timed.next(OPENED, TOLD, TOLD.plusSeconds(7_200), null))
        .isEqualTo("2026-03-02T10:00:00Z");
    assertThat(onChange.next(OPENED, TOLD, TOLD.plusSeconds(600), null))
        .isEqualTo("2026-03-02T09:10:00Z");
  }

  @Test
  void changeAloneIsAReasonWhereTheTableSaysSo() {
    assertThat(onChange.next(OPENED, TOLD, null, CHANGED)).isEqualTo("2026-03-02T10:20:00Z");
    assertThat(onChange.next(OPENED, null, null, CHANGED)).isEqualTo("2026-03-02T10:20:00Z");
  }

  @Test
  void nothingIsDueWithoutAReason() {
    assertThat(onChange.next(OPENED, TOLD, null, null)).isNull();
  }
}
