package org.ims.engine.adapter;

import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs, except those whose lock has run out again and again: whoever took them neither ended
 * nor failed them, so that they would be tried for ever. Such a job becomes a stuck one.
 */
class HaltingAcquisition extends AcquireJobsCmd {

  private static final Logger log = LoggerFactory.getLogger(HaltingAcquisition.class);

  private final RelockedJobs relocked;

  HaltingAcquisition(JobExecutor executor, int jobs, RelockedJobs relocked) {
    super(executor, jobs);
    this.relocked = relocked;
  }

  @Override
  protected void lockJob(AcquirableJobEntity acquirable) {
    if (acquirable.getLockOwner() != null) {
      JobEntity job = Context.getCommandContext().getJobManager().findJobById(acquirable.getId());
      if (job != null && relocked.isHopeless(job.getId(), job.getRetries())) {
        log.error("Job {} of {} was halted", job.getId(), job.getProcessDefinitionKey());
        job.unlock();
        // Of which the engine makes a stuck job; it is not run, see JobRuns.
        job.setRetries(0);
        return;
      }
    }
    super.lockJob(acquirable);
  }
}
