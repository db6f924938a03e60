package org.ims.engine.adapter;

import java.util.List;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.spring.components.jobexecutor.SpringJobExecutor;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * The engine's job executor, whose jobs run in the trace of whoever asked for them, and which gives
 * up jobs that end the process each time.
 */
class WatchedJobExecutor extends SpringJobExecutor
    implements ApplicationListener<ContextClosedEvent> {

  private final JobRunners runners;
  private final RelockedJobs relocked;

  WatchedJobExecutor(JobRunners runners, RelockedJobs relocked) {
    this.runners = runners;
    this.relocked = relocked;
  }

  private Command<AcquiredJobs> acquisition(int jobs) {
    return new CountingAcquisition(this, jobs, relocked);
  }

  @Override
  public void start() {
    // Each shutdown forgets it.
    setAcquireJobsCmdFactory(this::acquisition);
    super.start();
  }

  /**
   * What a node takes while it ends is run by nobody until its lock runs out; another node takes it
   * at once.
   */
  @Override
  public void onApplicationEvent(ContextClosedEvent end) {
    shutdown();
  }

  @Override
  public Runnable getExecuteJobsRunnable(List<String> jobIds, ProcessEngineImpl engine) {
    return new JobRuns(jobIds, engine, runners);
  }
}
