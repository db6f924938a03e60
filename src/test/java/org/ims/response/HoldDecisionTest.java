package org.ims.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ims.engine.SubmittedForm;
import org.ims.incident.HoldReason;
import org.ims.testing.DecisionTableTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HoldDecisionTest extends DecisionTableTest {

  private static final String CASES =
      """
      rule             | holdReason | -> pauses | -> resumesWithin | -> calendar
      Rule_Hold_Caller | caller     | true      | P5D              | business-hours
      Rule_Hold_Vendor | vendor     | true      | P5D              | business-hours
      Rule_Hold_Legal  | legal      | false     |                  |
      Rule_Hold_Other  | change     | false     | P5D              | business-hours
      Rule_Hold_Other  | problem    | false     | P5D              | business-hours
      Rule_Hold_Other  |            | false     | P5D              | business-hours
      """;

  HoldDecisionTest() {
    super("response/HoldDecision", 4, CASES);
  }

  /** The table reads the aggregate's reason in lower case; a renamed constant must not slip by. */
  @ParameterizedTest
  @EnumSource(HoldReason.class)
  void onlyWaitingForSomebodyOutsideStopsTheClock(HoldReason reason) {
    Map<String, Object> effect =
        table.evaluate(Map.of("holdReason", SubmittedForm.key(reason))).single();

    assertThat(effect.get("pauses"))
        .isEqualTo(reason == HoldReason.CALLER || reason == HoldReason.VENDOR);
  }
}
