package org.ims.engine.adapter;

import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;

/** Takes its tries from a job, of which the engine then makes a stuck one. */
class HaltJob implements Command<Void> {

  private static final String SAID =
      "Halted: whoever ran this job ended without a word, again and again.";

  private final String jobId;
  private final RelockedJobs relocked;

  HaltJob(String jobId, RelockedJobs relocked) {
    this.jobId = jobId;
    this.relocked = relocked;
  }

  @Override
  public Void execute(CommandContext context) {
    JobEntity job = context.getJobManager().findJobById(jobId);
    if (job != null) {
      job.unlock();
      job.setExceptionMessage(SAID);
      job.setRetries(0);
      relocked.forget(jobId);
    }
    return null;
  }
}
