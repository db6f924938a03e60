package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ims.testing.Desk.fields;
import static org.ims.testing.Desk.with;
import static org.ims.testing.Journey.Kind.MINOR;

import java.math.BigDecimal;
import java.time.Instant;
import org.camunda.spin.Spin;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Journey;
import org.ims.testing.Records;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ImsTest
class EffortsTest {

  @Autowired private Desk desk;
  @Autowired private Journey journey;
  @Autowired private Efforts efforts;
  @Autowired private EngineClock clock;

  @Test
  void effortOfEverySourceIsSummed() {
    clock.stopAt(Instant.parse("2026-03-02T08:00:00Z"));
    String number = journey.toRecovery(MINOR);
    assertThat(efforts.of(number).isNone()).isTrue();
    journey.addTask(
        number, "Call the supplier", "responder", Instant.parse("2026-03-03T08:00:00Z"));
    desk.submit(
        "responder",
        number,
        "UserTask_DoAdHocTask",
        fields("outcome", "done", "result", "Called", "hours", 0.25));
    efforts.add(
        number, "Disks Ltd", null, new BigDecimal("310"), "A disk", Effort.Source.CHANGE, "x");
    journey.recover(
        number,
        with(
            journey.recovery(),
            "resourcesUsed",
            Spin.JSON(
                "[{\"person\":\"responder\",\"hours\":1.5,\"cost\":90},{\"person\":\"Ravi\"}]")));

    assertThat(efforts.of(number).hours()).isEqualByComparingTo("1.75");
    assertThat(efforts.of(number).costEur()).isEqualByComparingTo("400");
    assertThat(efforts.of(number).people()).isEqualTo(3);
    assertThat(desk.variable(number, "UserTask_VerifyResolution", "knownFacts").toString())
        .contains("Effort so far: 1.75 hours and EUR 400.00 by 3");
  }

  @Test
  void negativeEffortIsRefused() {
    String number = journey.toTriage(MINOR);

    assertThat(
            Records.namedBy(
                () ->
                    efforts.add(
                        number,
                        "Robin",
                        new BigDecimal("-1"),
                        new BigDecimal("-0.01"),
                        null,
                        Effort.Source.CHANGE,
                        "responder")))
        .containsExactlyInAnyOrder("effortHours: range", "effortCost: range");
  }
}
