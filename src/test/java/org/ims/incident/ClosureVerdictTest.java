package org.ims.incident;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClosureVerdictTest {

  private static final String NUMBER = "INC-2026-000001";

  @Test
  void nothingOpenLetsPass() {
    assertThatCode(() -> ClosureVerdict.of(NUMBER, List.of()).requireClear(NUMBER))
        .doesNotThrowAnyException();
  }

  @Test
  void everyOpenDutyIsNamed() {
    ClosureVerdict verdict =
        ClosureVerdict.of(
            NUMBER,
            List.of(
                new ClosureVerdict.Blocker("openActions", "An action is open."),
                new ClosureVerdict.Blocker("pendingNotices", "A notice waits.")));

    assertThatThrownBy(() -> verdict.requireClear(NUMBER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("An action is open. A notice waits.");
  }

  @Test
  void verdictAboutAnotherIncidentIsNone() {
    assertThatThrownBy(() -> ClosureVerdict.of(NUMBER, List.of()).requireClear("INC-2026-000002"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
