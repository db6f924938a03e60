package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.ims.testing.ImsTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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

  private ClockCheck check;

  @BeforeEach
  void begin() {
    check =
        new ClockCheck(
            jdbc,
            new StaticListableBeanFactory().getBeanProvider(JobExecutor.class),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            () -> Instant.now().plus(skew = skew.plus(pause)));
  }

  @AfterEach
  void right() {
    EngineTime.correct(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "-PT10M", "PT6S"})
  void engineGoesByTheDatabaseWhenTheClockIsWrongAndByTheClockWhenItIsRightAgain(String wrong) {
    check.compare();
    assertThat(correction()).isZero();

    for (int time = 0; time < 2; time++) {
      skew = Duration.parse(wrong);
      check.compare();
      assertThat(check.clockSkew().orElseThrow().minus(skew).abs()).isLessThan(CLOSE);
      assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
    }

    skew = Duration.ZERO;
    check.compare();
    assertThat(correction()).isZero();
  }

  @Test
  void clockThatIsNotQuiteRightIsRightEnough() {
    skew = Duration.ofSeconds(2);
    check.compare();
    assertThat(check.clockSkew().orElseThrow()).isPositive();
    assertThat(correction()).isZero();
  }

  @Test
  void jobsAreTakenByTheRightTimeThoughTheClockHasJustJumped() {
    WatchedJobExecutor jobs = new WatchedJobExecutor(null, null, check);
    try {
      jobs.start();
      jobs.getAcquireJobsCmd(1);
      assertThat(correction()).isZero();
      skew = Duration.ofMinutes(10);
      jobs.getAcquireJobsCmd(1);
      assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
    } finally {
      jobs.shutdown();
    }
  }

  @Test
  void clockThatIsStoppedIsCorrectedWhenItIsLetGo() {
    Instant stopped = Instant.parse("2026-03-02T08:00:00Z");
    skew = Duration.ofMinutes(10);
    EngineTime.stopAt(stopped);
    try {
      check.compare();
      assertThat(EngineTime.now()).isEqualTo(stopped);
    } finally {
      EngineTime.reset();
    }
    assertThat(correction().plus(skew).abs()).isLessThan(CLOSE);
  }

  @Test
  void answerThatTakesTooLongSaysNothing() {
    check.compare();
    pause = Duration.ofSeconds(40);
    check.compare();
    assertThat(correction()).isZero();
  }

  @Test
  void executorThatBeginsAnewCountsAsBeforeWhatItTakes() {
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

  /** By how much the engine's time differs from this machine's. */
  private static Duration correction() {
    return Duration.between(Instant.now(), EngineTime.now()).truncatedTo(ChronoUnit.SECONDS);
  }
}
