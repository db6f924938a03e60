package org.ims.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.ims.engine.EngineClock;
import org.ims.testing.Desk;
import org.ims.testing.ImsTest;
import org.ims.testing.Jobs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A job that ends the process each time is given up, and others are not. */
@ImsTest
class RelockedJobsTest {

  private static final String STEP = "ServiceTask_RecordReport";

  @Autowired private ProcessEngine engine;
  @Autowired private RuntimeService runtime;
  @Autowired private ManagementService management;
  @Autowired private RelockedJobs relocked;
  @Autowired private JobRunners runners;
  @Autowired private EngineClock clock;
  @Autowired private Desk desk;
  @Autowired private Jobs jobs;
  @Autowired private JdbcClient jdbc;

  private String number;

  @BeforeEach
  void report() {
    number = desk.report("reporter", desk.report());
  }

  @Test
  void jobWhoseLockRunsOutThreeTimesIsHalted() {
    String job = job().getId();
    assertThat(taken()).as("at first").contains(job);
    for (int relock = 1; relock <= 2; relock++) {
      lockRunsOut();
      assertThat(taken()).as("relock %s", relock).contains(job);
      assertThat(job().getRetries()).isPositive();
    }
    lockRunsOut();
    taken();
    run();

    assertThat(job().getRetries()).isZero();
    assertThat(job().getExceptionMessage()).startsWith("Halted: ");
    assertThat(runtime.createIncidentQuery().configuration(job).singleResult().getIncidentType())
        .isEqualTo("failedJob");
    management.setJobRetries(job, 1);
    run();
    jobs.assertNone(number, STEP);
  }

  /** One that fails has fewer tries each time, and ends by itself. */
  @Test
  void jobThatFailsInBetweenIsNotHalted() {
    taken();
    for (int relock = 1; relock <= 4; relock++) {
      jdbc.sql("update act_ru_job set retries_ = retries_ + 1 where id_ = :job")
          .param("job", job().getId())
          .update();
      lockRunsOut();
      taken();
    }
    run();
    jobs.assertNone(number, STEP);
  }

  /** Its run came to an end, whatever became of the database meanwhile. */
  @Test
  void jobThatThisProcessOutlivedIsNotHalted() {
    taken();
    for (int relock = 1; relock <= 4; relock++) {
      relocked.begun(job().getId());
      relocked.ended(job().getId());
      lockRunsOut();
      taken();
    }
    run();
    jobs.assertNone(number, STEP);
  }

  /** It does not come back, and only its lock runs out. */
  @Test
  void jobThatHangsIsHalted() {
    taken();
    relocked.ended(job().getId());
    relocked.begun(job().getId());
    for (int relock = 1; relock <= 3; relock++) {
      lockRunsOut();
      taken();
    }
    run();
    assertThat(job().getExceptionMessage()).startsWith("Halted: ");
    management.setJobRetries(job().getId(), 1);
    run();
    jobs.assertNone(number, STEP);
  }

  private void run() {
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    String job = job().getId();
    new JobRuns(List.of(job), (ProcessEngineImpl) engine, runners)
        .executeJob(
            job, configuration.getCommandExecutorTxRequired(), new JobFailureCollector(job));
  }

  private Job job() {
    return jobs.the(number, STEP);
  }

  /** Whoever had taken it is gone. */
  private void lockRunsOut() {
    jdbc.sql("update act_ru_job set lock_exp_time_ = :past where id_ = :job")
        .param("past", Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
        .param("job", job().getId())
        .update();
  }

  private List<String> taken() {
    SpringJobExecutor executor = new SpringJobExecutor();
    executor.setLockOwner("a node");
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    AcquiredJobs acquired =
        configuration
            .getCommandExecutorTxRequired()
            .execute(new CountingAcquisition(executor, 10_000, relocked));
    // What other tests left behind stays as it was.
    jdbc.sql(
            "update act_ru_job set lock_owner_ = null, lock_exp_time_ = null"
                + " where lock_owner_ = 'a node' and id_ <> :job")
        .param("job", job().getId())
        .update();
    return acquired.getJobIdBatches().stream().flatMap(List::stream).toList();
  }
}
