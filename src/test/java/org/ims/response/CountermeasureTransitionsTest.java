package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CountermeasureTransitionsTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant EXPIRY = Instant.parse("2026-03-09T08:00:00Z");
  private static final Instant LATER = Instant.parse("2026-04-09T08:00:00Z");

  private final Countermeasure measure =
      new Countermeasure(
          "INC-2026-000001",
          "Port closed",
          "fw-1",
          "Open it",
          "responder",
          EXPIRY,
          "responder",
          NOW);

  @Test
  void whatIsRemovedStaysRemoved() {
    measure.remove(NOW, "Open", "responder", NOW);

    assertThat(measure.state()).isEqualTo(Countermeasure.State.REMOVED);
    assertThatThrownBy(() -> measure.remove(NOW, "Open", "responder", NOW))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> measure.askToKeep("Why not", null, "responder"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> measure.acceptRisk("Why not", "risk-owner", NOW))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void riskAcceptedUntilADateLeavesItToBeRemovedThen() {
    measure.askToKeep("Late", LATER, "responder");
    measure.acceptRisk("A month", "risk-owner", NOW);

    assertThat(measure.state()).isEqualTo(Countermeasure.State.LIVE);
    assertThat(measure.expiresAt()).isEqualTo(LATER);
    assertThat(measure.extensions()).isEqualTo(1);
  }

  @Test
  void riskAcceptedForGoodEndsTheDuty() {
    measure.askToKeep("Never", null, "responder");
    measure.acceptRisk("We live with it", "risk-owner", NOW);

    assertThat(measure.state()).isEqualTo(Countermeasure.State.RISK_ACCEPTED);
    assertThat(measure.expiresAt()).isEqualTo(EXPIRY);
  }

  @Test
  void refusedRiskChangesNoDate() {
    measure.askToKeep("Late", LATER, "responder");
    measure.refuseRisk("No", "risk-owner");

    assertThat(measure.state()).isEqualTo(Countermeasure.State.LIVE);
    assertThat(measure.expiresAt()).isEqualTo(EXPIRY);
  }
}
