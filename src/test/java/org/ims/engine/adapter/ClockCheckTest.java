package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.ims.engine.JobWork;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node whose clock is wrong takes no jobs. */
@ImsTest
class ClockCheckTest {

  @Autowired private ObjectProvider<JdbcClient> jdbc;

  private Duration skew = Duration.ZERO;
  private final Executor executor = new Executor();
  private ClockCheck check;

  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "-PT10M", "PT6S"})
  void wrongClockStopsTheJobExecutorUntilItIsRight(String wrong) {
    begin();
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.ACTIVE);

    skew = Duration.parse(wrong);
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.STOPPED);
    assertThat(check.clockSkew().orElseThrow().minus(skew).abs()).isLessThan(Duration.ofSeconds(4));

    skew = Duration.ZERO;
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.ACTIVE);
  }

  @Test
  void nodeThatBeginsWithAWrongClockTakesJobsOnceItIsRight() {
    skew = Duration.ofMinutes(10);
    begin();
    executor.shutdown();
    assertThat(check.mayBegin()).isFalse();
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.STOPPED);

    skew = Duration.ZERO;
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.ACTIVE);
  }

  @Test
  void jobExecutorDoesNotBeginWithAWrongClock() {
    skew = Duration.ofMinutes(10);
    begin();
    WatchedJobExecutor beginning = new WatchedJobExecutor(null, null, check);
    beginning.start();
    assertThat(beginning.isActive()).isFalse();
  }

  @Test
  void executorThatAPersonStoppedStaysStopped() {
    begin();
    executor.shutdown();
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.STOPPED);
  }

  private void begin() {
    StaticListableBeanFactory beans = new StaticListableBeanFactory();
    beans.addBean("jobExecutor", executor);
    check =
        new ClockCheck(
            jdbc,
            beans.getBeanProvider(JobExecutor.class),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            () -> Instant.now().plus(skew));
    executor.start();
  }

  /** Says that it is active when it is told to be, and takes no jobs. */
  private static class Executor extends SpringJobExecutor {

    @Override
    public void start() {
      isActive = true;
    }

    @Override
    public synchronized void shutdown() {
      isActive = false;
    }
  }
}
