package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;

/** Takes jobs, and counts those whose lock has run out. */
class CountingAcquisition extends AcquireJobsCmd {

  private final RelockedJobs relocked;

  CountingAcquisition(JobExecutor executor, int jobs, RelockedJobs relocked) {
    super(executor, jobs);
    this.relocked = relocked;
  }

  @Override
  public AcquiredJobs execute(CommandContext context) {
    AcquiredJobs acquired = super.execute(context);
    // The new locks are written at the end of this command, so the old ones are still to be seen.
    relocked.count(acquired.getJobIdBatches().stream().flatMap(List::stream).toList());
    return acquired;
  }
}
