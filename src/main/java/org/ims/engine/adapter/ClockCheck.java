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
 * clocks of the nodes. A node whose clock is wrong goes by the database's from then on. Before it
 * takes jobs it makes sure that its clock has not jumped since: by a wrong one, what others run would
 * seem to be free.
 */
@Component
class ClockCheck implements JobWork, SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ClockCheck.class);

  private final ObjectProvider<JdbcClient> jdbc;
  private final ObjectProvider<JobExecutor> executor;
  private final Duration most;
  private final Duration every;
  private final InstantSource machine;
  private volatile Duration skew;
  private Duration correction = Duration.ZERO;

  /** What the machine's clock said at a moment of {@link System#nanoTime()}, which never jumps. */
  private Instant seen;

  private long seenNanos;
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
   * Compares the clocks, and has the engine go by the database's when the time that it tells is
   * wrong. A database that does not answer, or not in time, says nothing about clocks.
   */
  synchronized void compare() {
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
    seen = after;
    seenNanos = System.nanoTime();
    skew = Duration.between(databases, before.plus(took.dividedBy(2)));
    if (isTooMuch(skew.plus(correction))) {
      correction = isTooMuch(skew) ? skew.negated() : Duration.ZERO;
      EngineTime.correct(correction);
      log.error(
          "The clock of this node differs by {} from the database's, by which it goes now:"
              + " corrected by {}",
          skew,
          correction);
    }
  }

  /** Compares the clocks if this node's has jumped since they were compared. */
  synchronized void compareAfterJump() {
    if (seen == null
        || isTooMuch(
            Duration.between(
                seen.plusNanos(System.nanoTime() - seenNanos), machine.instant()))) {
      compare();
    }
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
    return Optional.ofNullable(skew);
  }

  @Override
  public void start() {
    compare();
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
  }

  @Override
  public boolean isRunning() {
    return scheduler != null;
  }
}
