package org.ims.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.ims.engine.EngineClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The helper that fires jobs must itself fail when a job is missing, double or due at another time.
 */
@ImsTest
class JobsTest {

  private static final BpmnModelInstance MODEL =
      Bpmn.createExecutableProcess("JobsTest")
          .camundaHistoryTimeToLiveString("P1825D")
          .startEvent("StartEvent_Begun")
          .camundaAsyncAfter()
          .userTask("UserTask_Wait")
          .camundaCandidateGroups("service-desk")
          .endEvent("EndEvent_Done")
          .moveToActivity("UserTask_Wait")
          .boundaryEvent("TimerEvent_Late")
          .timerWithDuration("PT4H")
          .endEvent("EndEvent_Late")
          .done();

  @Autowired private ProcessEngine engine;
  @Autowired private EngineClock clock;
  @Autowired private Jobs jobs;

  private String deployment;
  private final String businessKey = "JobsTest-" + System.nanoTime();
  private ProcessInstance instance;

  @BeforeEach
  void startAProcess() {
    deployment =
        engine
            .getRepositoryService()
            .createDeployment()
            .addModelInstance("JobsTest.bpmn", MODEL)
            .deploy()
            .getId();
    instance = engine.getRuntimeService().startProcessInstanceByKey("JobsTest", businessKey);
  }

  @AfterEach
  void forgetIt() {
    engine.getRepositoryService().deleteDeployment(deployment, true);
  }

  @Test
  void runsAnAsynchronousStepAndFiresATimer() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    clock.stopAt(noon);
    jobs.run(businessKey, "StartEvent_Begun");
    jobs.assertDue(businessKey, "TimerEvent_Late", noon.plus(Duration.ofHours(4)));
    jobs.fire(businessKey, "TimerEvent_Late", noon.plus(Duration.ofHours(4)));
    assertThat(clock.instant()).isEqualTo(noon.plus(Duration.ofHours(4)));
    assertThat(
            engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(instance.getId())
                .activityId("EndEvent_Late")
                .finished()
                .count())
        .isEqualTo(1);
  }

  @Test
  void failsWhenThereIsNoJob() {
    assertThatThrownBy(() -> jobs.run(businessKey, "TimerEvent_Late"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("there are jobs at [StartEvent_Begun]");
    jobs.assertNone(businessKey, "TimerEvent_Late");
  }

  @Test
  void failsWhenTheTimerIsDueAtAnotherTime() {
    Instant noon = Instant.parse("2030-01-01T12:00:00Z");
    clock.stopAt(noon);
    jobs.run(businessKey, "StartEvent_Begun");
    assertThatThrownBy(
            () -> jobs.fire(businessKey, "TimerEvent_Late", noon.plus(Duration.ofHours(3))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("TimerEvent_Late");
    assertThat(jobs.the(businessKey, "TimerEvent_Late")).isNotNull();
  }

  @Test
  void doesNotRunATimerAsIfItWereDue() {
    jobs.run(businessKey, "StartEvent_Begun");
    assertThatThrownBy(() -> jobs.run(businessKey, "TimerEvent_Late"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void theClockRunsAgainInTheNextTest() {
    assertThat(Duration.between(clock.instant(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(1));
  }
}
