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
    check.start();
  }

  @AfterEach
  void end() {
    check.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT10M", "-PT10M", "PT6S"})
  void engineGoesByTheDatabaseWhenTheClockIsWrongAndByTheClockWhenItIsRightAgain(String wrong) {
    assertThat(wrong()).isZero();

    skew = Duration.parse(wrong);
    assertThat(wrong()).as("not known yet, and not believed").isZero();
    for (int time = 0; time < 2; time++) {
      check.compare();
      assertThat(check.clockSkew().orElseThrow().minus(skew).abs()).isLessThan(CLOSE);
      assertThat(wrong()).isZero();
    }

    skew = Duration.ZERO;
    assertThat(wrong()).isZero();
    check.compare();
    assertThat(check.clockSkew().orElseThrow().abs()).isLessThan(CLOSE);
    assertThat(wrong()).isZero();
  }

  /** The database's may be the wrong one of the two, yet it is the one that all nodes have. */
  @Test
  void nodeThatBeginsWithAWrongClockGoesByTheDatabaseFromTheBeginning() {
    check.stop();
    skew = Duration.ofMinutes(10);
    assertThat(wrong()).isZero();
    check.start();
    assertThat(check.clockSkew().orElseThrow().minus(skew).abs()).isLessThan(CLOSE);
    assertThat(wrong()).isZero();
  }

  @Test
  void clockThatIsNotQuiteRightIsRightEnough() {
    skew = Duration.ofSeconds(3);
    check.compare();
    assertThat(wrong()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void clockThatIsStoppedIsRightWhenItIsLetGo() {
    Instant stopped = Instant.parse("2026-03-02T08:00:00Z");
    EngineTime.stopAt(stopped);
    try {
      check.stop();
      skew = Duration.ofMinutes(10);
      check.start();
      assertThat(EngineTime.now()).isEqualTo(stopped);
    } finally {
      EngineTime.reset();
    }
    assertThat(wrong()).isZero();
  }

  @Test
  void answerThatTakesTooLongSaysNothing() {
    pause = Duration.ofSeconds(40);
    check.compare();
    assertThat(check.clockSkew().orElseThrow().abs()).isLessThan(CLOSE);
  }

  @Test
  void executorThatBeginsAnewCountsAsBeforeWhatItTakes() {
    WatchedJobExecutor watched = new WatchedJobExecutor(null, null);
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

  /** By how much the engine's time differs from that of this machine, which is the database's. */
  private static Duration wrong() {
    return Duration.between(Instant.now(), EngineTime.now()).truncatedTo(ChronoUnit.SECONDS);
  }
}
