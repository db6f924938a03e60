package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.Test;

/** The check on the tests is tested itself: a check that finds nothing would hide a gap. */
class NodeCoverageTest {

  private static final BpmnModelInstance MODEL =
      Bpmn.createExecutableProcess("Walk")
          .startEvent("StartEvent_Here")
          .userTask("UserTask_Walk")
          .boundaryEvent("Timer_Rain")
          .timerWithDuration("PT1H")
          .endEvent("EndEvent_Wet")
          .moveToActivity("UserTask_Walk")
          .endEvent("EndEvent_There")
          .done();

  @Test
  void namesTheNodesThatNobodyPassed() {
    assertThat(
            NodeCoverage.missed(
                MODEL, List.of("StartEvent_Here", "UserTask_Walk", "EndEvent_There")))
        .containsExactly("EndEvent_Wet", "Timer_Rain");
  }

  @Test
  void isContentWhenEveryNodeWasPassed() {
    assertThat(
            NodeCoverage.missed(
                MODEL,
                List.of(
                    "StartEvent_Here",
                    "UserTask_Walk",
                    "Timer_Rain",
                    "EndEvent_Wet",
                    "EndEvent_There")))
        .isEmpty();
  }
}
