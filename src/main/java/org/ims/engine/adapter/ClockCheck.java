package org.ims.engine.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.ims.engine.JobWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Compares the clock of this node with the database's: locks of jobs and due dates are told by the
 * clocks of the nodes. A node whose clock is wrong goes by the database's. When its clock jumps, it
 * goes on as if nothing had happened until it has compared them.
 */
@Component
class ClockCheck implements JobWork, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);

  /**
   * What was found when the clocks were compared.
   *
   * @param skew how far the machine's clock is ahead of the database's
   * @param correction what is added to the machine's time
   * @param told the corrected time
   * @param nanos when that was, by {@link System#nanoTime()}, which does not jump
   */
  private record Reading(Duration skew, Duration correction, Instant told, long nanos) {}

  private final ObjectProvider<JdbcClient> jdbc;
  private final ObjectProvider<JobExecutor> executor;
  private final Duration most;
  private final Duration every;
  private final InstantSource machine;
  private volatile Reading last;
  private ThreadPoolTaskScheduler scheduler;

  @Autowired
  ClockCheck(
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<JobExecutor> executor,
      @Value("${ims.clock.most-skew}") Duration most,
      @Value("${ims.clock.check-every}") Duration every) {
    this(jdbc, executor, most, every, InstantSource.system());
  }

  ClockCheck(
      ObjectProvider<JdbcClient> jdbc,
      ObjectProvider<JobExecutor> executor,
      Duration most,
      Duration every,
      InstantSource machine) {
    this.jdbc = jdbc;
    this.executor = executor;
    this.most = most;
    this.every = every;
    this.machine = machine;
  }

  /**
   * Compares the clocks, and goes by the database's when the time that was told is wrong. A
   * database that does not answer, or not in time, says nothing about clocks.
   */
  void compare() {
    Instant before = machine.instant();
    Instant databases;
    try {
      databases =
          jdbc.getObject()
              .sql("select clock_timestamp()")
              .query(OffsetDateTime.class)
              .single()
              .toInstant();
    } catch (DataAccessException e) {
      log.warn("The clock of the database cannot be read: {}", e.getClass().getSimpleName());
      return;
    }
    Instant after = machine.instant();
    Duration took = Duration.between(before, after);
    if (isTooMuch(took)) {
      // Whoever was held up cannot tell when the database answered.
      return;
    }
    Duration skew = Duration.between(databases, before.plus(took.dividedBy(2)));
    Duration correction = last == null ? Duration.ZERO : last.correction();
    if (isTooMuch(skew.plus(correction))) {
      correction = isTooMuch(skew) ? skew.negated() : Duration.ZERO;
      log.error(
          "The clock of this node differs by {} from the database's, by which it goes now:"
              + " corrected by {}",
          skew,
          correction);
    }
    last = new Reading(skew, correction, after.plus(correction), System.nanoTime());
  }

  /** The time, in milliseconds since 1970. */
  long millis() {
    Reading reading = last;
    Instant now = machine.instant();
    if (reading == null) {
      return now.toEpochMilli();
    }
    Instant corrected = now.plus(reading.correction());
    Instant expected = reading.told().plusNanos(System.nanoTime() - reading.nanos());
    return (isTooMuch(Duration.between(expected, corrected)) ? expected : corrected).toEpochMilli();
  }

  private boolean isTooMuch(Duration difference) {
    return difference.abs().compareTo(most) > 0;
  }

  @Override
  public State state() {
    JobExecutor jobs = executor.getIfAvailable();
    if (jobs == null) {
      return State.OFF;
    }
    return jobs.isActive() ? State.ACTIVE : State.STOPPED;
  }

  @Override
  public Optional<Duration> clockSkew() {
    return Optional.ofNullable(last).map(Reading::skew);
  }

  @Override
  public void start() {
    compare();
    EngineTime.follow(this::millis);
    scheduler = new ThreadPoolTaskScheduler();
    scheduler.setThreadNamePrefix("clock-check-");
    scheduler.setDaemon(true);
    scheduler.initialize();
    scheduler.scheduleWithFixedDelay(this::compare, Instant.now().plus(every), every);
  }

  @Override
  public void stop() {
    scheduler.shutdown();
    scheduler = null;
    EngineTime.follow(System::currentTimeMillis);
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }
}
