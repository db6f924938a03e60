package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.ProcessEngineLogger;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Runs jobs, each in the trace of whoever asked for it, and says in the log which one failed. What
 * a failure says is left to its trace of the stack: it may repeat what a person wrote.
 */
class JobRuns extends ExecuteJobsRunnable {

  private static final Logger log = LoggerFactory.getLogger(JobRuns.class);

  /** As the engine calls it where it knows: see the setting logging-context-business-key. */
  private static final String INCIDENT = "incident";

  private final JobRunners runners;

  JobRuns(List<String> jobIds, ProcessEngineImpl engine, JobRunners runners) {
    super(jobIds, engine);
    this.runners = runners;
  }

  @Override
  protected void executeJob(
      String jobId, CommandExecutor commandExecutor, JobFailureCollector collector) {
    JobRunners.Due due = runners.due(jobId);
    if (due.hopeless()) {
      log.error("Job {} was halted: whoever ran it ended without a word", jobId);
      commandExecutor.execute(runners.halt(jobId));
      return;
    }
    runners
        .traces()
        .within(
            "job",
            due.parent(),
            () -> runners.time(() -> ran(due.incidentNumber(), jobId, commandExecutor, collector)));
  }

  /** Whether it was done. What failed is said here, where the trace is still known. */
  private boolean ran(
      String incidentNumber,
      String jobId,
      CommandExecutor commandExecutor,
      JobFailureCollector collector) {
    runners.relocked().begun(jobId);
    try {
      super.executeJob(jobId, commandExecutor, collector);
      return true;
    } catch (Throwable failure) {
      if (ProcessEngineLogger.shouldLogJobException(
          processEngine.getProcessEngineConfiguration(), collector.getJob())) {
        // The engine has forgotten by now whose job it was.
        MDC.put(INCIDENT, incidentNumber);
        log.warn(
            "Job {} of {} failed at {}",
            jobId,
            collector.getJob() == null ? null : collector.getJob().getProcessDefinitionKey(),
            collector.getFailedActivityId(),
            failure);
        MDC.remove(INCIDENT);
      }
      return false;
    } finally {
      runners.relocked().ended(jobId);
    }
  }
}
