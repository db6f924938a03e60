package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.ims.engine.JobWork;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node whose clock is wrong goes by the database's. */
@ImsTest
class ClockCheckTest {

  /** Whoever measures takes time, too. */
  private static final Duration CLOSE = Duration.ofSeconds(4);

  @Autowired private ObjectProvider<JdbcClient> jdbc;

  private Duration skew = Duration.ZERO;

  /** For how long the machine stands still whenever it is asked for the time. */
  private Duration pause = Duration.ZERO;

  private final Executor executor = new Executor();
  private ClockCheck check;

  @AfterEach
  void right() {
    EngineTime.correct(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "-PT10M", "PT6S"})
  void engineGoesByTheDatabaseWhenTheClockIsWrongAndByTheClockWhenItIsRightAgain(String wrong) {
    begin();
    compare(JobWork.State.ACTIVE);
    assertThat(correction()).isZero();

    skew = Duration.parse(wrong);
    compare(JobWork.State.STOPPED);
    assertThat(check.clockSkew().orElseThrow().minus(skew).abs()).isLessThan(CLOSE);
    assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
    // The clock is as wrong as before, and the time is right.
    compare(JobWork.State.ACTIVE);

    skew = Duration.ZERO;
    compare(JobWork.State.STOPPED);
    assertThat(correction()).isZero();
    compare(JobWork.State.ACTIVE);
  }

  @Test
  void nodeThatBeginsWithAWrongClockGoesByTheDatabaseFromTheBeginning() {
    skew = Duration.ofMinutes(10);
    begin();
    check.agree();
    assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
    compare(JobWork.State.ACTIVE);
  }

  @Test
  void clockThatIsStoppedIsCorrectedWhenItIsLetGo() {
    Instant stopped = Instant.parse("2026-03-02T08:00:00Z");
    skew = Duration.ofMinutes(10);
    begin();
    EngineTime.stopAt(stopped);
    try {
      check.check();
      assertThat(EngineTime.now()).isEqualTo(stopped);
    } finally {
      EngineTime.reset();
    }
    assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
  }

  @Test
  void executorThatAPersonStoppedStaysStopped() {
    begin();
    executor.shutdown();
    check.check();
    assertThat(check.state()).isEqualTo(JobWork.State.STOPPED);
  }

  @Test
  void answerThatTakesTooLongSaysNothing() {
    begin();
    compare(JobWork.State.ACTIVE);
    pause = Duration.ofSeconds(40);
    compare(JobWork.State.ACTIVE);
    assertThat(correction()).isZero();
  }

  @Test
  void executorThatBeginsAnewCountsAsBeforeWhatItTakes() {
    begin();
    WatchedJobExecutor watched = new WatchedJobExecutor(null, null, check);
    try {
      for (int time = 0; time < 2; time++) {
        watched.start();
        assertThat(watched.isActive()).isTrue();
        assertThat(watched.getAcquireJobsCmd(1)).isInstanceOf(CountingAcquisition.class);
        watched.shutdown();
      }
      watched.start();
    } finally {
      watched.onApplicationEvent(null);
    }
    assertThat(watched.isActive()).isFalse();
  }

  private void compare(JobWork.State then) {
    check.check();
    assertThat(check.state()).isEqualTo(then);
  }

  /** By how much the engine's time differs from this machine's. */
  private static Duration correction() {
    return Duration.between(Instant.now(), EngineTime.now()).truncatedTo(ChronoUnit.SECONDS);
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
            () -> Instant.now().plus(skew = skew.plus(pause)));
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
