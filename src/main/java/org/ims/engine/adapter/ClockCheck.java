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
 * clocks of the nodes. A node whose clock is wrong goes by the database's from then on. It takes no
 * jobs until the next comparison, so that what it began by the wrong clock is over.
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
  private boolean stopped;
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
   *
   * @return whether the time was right before
   */
  synchronized boolean agree() {
    try {
      Instant before = machine.instant();
      Instant databases =
          jdbc.getObject()
              .sql("select clock_timestamp()")
              .query(OffsetDateTime.class)
              .single()
              .toInstant();
      Instant after = machine.instant();
      if (isTooMuch(Duration.between(before, after))) {
        // Whoever was held up cannot tell when the database answered.
        return true;
      }
      skew = Duration.between(databases, before.plus(Duration.between(before, after).dividedBy(2)));
    } catch (DataAccessException e) {
      log.warn("The clock of the database cannot be read: {}", e.getClass().getSimpleName());
      return true;
    }
    if (!isTooMuch(skew.plus(correction))) {
      return true;
    }
    correction = isTooMuch(skew) ? skew.negated() : Duration.ZERO;
    EngineTime.correct(correction);
    log.error(
        "The clock of this node differs by {} from the database's: it goes by that, corrected by {}",
        skew,
        correction);
    return false;
  }

  private boolean isTooMuch(Duration difference) {
    return difference.abs().compareTo(most) > 0;
  }

  /** Stops the job executor of this node, or starts it again. */
  synchronized void check() {
    JobExecutor jobs = executor.getIfAvailable();
    if (jobs == null) {
      return;
    }
    boolean agree = agree();
    if (!agree && jobs.isActive()) {
      stopped = true;
      log.error("This node takes no jobs until the clocks are compared again");
      jobs.shutdown();
    } else if (agree && stopped) {
      stopped = false;
      log.warn("The time of this node agrees with the database's: it takes jobs again");
      jobs.start();
    }
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
    scheduler = new ThreadPoolTaskScheduler();
    scheduler.setThreadNamePrefix("clock-check-");
    scheduler.setDaemon(true);
    scheduler.initialize();
    scheduler.scheduleWithFixedDelay(this::check, Instant.now().plus(every), every);
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
