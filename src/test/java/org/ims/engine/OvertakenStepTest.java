package org.ims.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the engine itself says of things that are gone. */
@ImsTest
class OvertakenStepTest {

  private static final String GONE = "gone";

  @Autowired private RuntimeService runtime;
  @Autowired private TaskService tasks;

  @Test
  void whatIsGoneIsAConflict() {
    assertConflict(() -> runtime.messageEventReceived("Msg_IncidentWithdrawn", GONE));
    assertConflict(() -> tasks.setVariableLocal(GONE, "knownFacts", "x"));
    assertConflict(() -> tasks.addCandidateGroup(GONE, "service-desk"));
    assertConflict(() -> runtime.setVariable(GONE, "team", "x"));
  }

  @Test
  void whatElseFailsIsNone() {
    assertThatThrownBy(() -> Overtaken.unless(() -> tasks.setVariableLocal(null, "x", "y")))
        .isInstanceOf(ProcessEngineException.class)
        .isNotInstanceOf(OptimisticLockingException.class);
  }

  private static void assertConflict(Runnable step) {
    assertThatThrownBy(() -> Overtaken.unless(step))
        .isInstanceOf(OptimisticLockingException.class)
        .hasMessageContaining("went on meanwhile");
  }
}
