package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.ProcessEngineLogger;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs, each in the trace of whoever asked for it, and says in the log which one failed. What
 * a failure says is left to its trace of the stack: it may repeat what a person wrote.
 */
class JobRuns extends ExecuteJobsRunnable {

  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

  private final JobRunners runners;

  JobRuns(List<String> jobIds, ProcessEngineImpl engine, JobRunners runners) {
    super(jobIds, engine);
    this.runners = runners;
  }

  @Override
  protected void executeJob(
      String jobId, CommandExecutor commandExecutor, JobFailureCollector collector) {
    JobRunners.Due due = runners.due(jobId);
    if (due.halted()) {
      return;
    }
    runners
        .traces()
        .within(
            "job", due.parent(), () -> runners.time(() -> ran(jobId, commandExecutor, collector)));
  }

  /** Whether it was done. What failed is said here, where the trace is still known. */
  private boolean ran(
      String jobId, CommandExecutor commandExecutor, JobFailureCollector collector) {
    try {
      super.executeJob(jobId, commandExecutor, collector);
      return true;
    } catch (Throwable failure) {
      if (ProcessEngineLogger.shouldLogJobException(
          processEngine.getProcessEngineConfiguration(), collector.getJob())) {
        log.warn(
            "Job {} of {} failed at {}",
            jobId,
            collector.getJob() == null ? null : collector.getJob().getProcessDefinitionKey(),
            collector.getFailedActivityId(),
            failure);
      }
      return false;
    }
  }
}
