package org.ims.engine.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.BooleanSupplier;
import org.ims.engine.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@link JobRuns} need from the application. */
@Component
class JobRunners implements MeterBinder {

  private static final String DONE = "done";
  private static final String FAILED = "failed";

  /**
   * A job that is about to run.
   *
   * @param parent the place in a trace where it was asked for, or null
   * @param incidentNumber for which it works, or null
   * @param hopeless whether it must not run any more
   */
  record Due(String parent, String incidentNumber, boolean hopeless) {}

  private final ObjectProvider<JdbcClient> jdbc;
  private final Traces traces;
  private final RelockedJobs relocked;
  private final ObjectProvider<MeterRegistry> meters;

  JobRunners(
      ObjectProvider<JdbcClient> jdbc,
      Traces traces,
      RelockedJobs relocked,
      ObjectProvider<MeterRegistry> meters) {
    this.jdbc = jdbc;
    this.traces = traces;
    this.relocked = relocked;
    this.meters = meters;
  }

  Traces traces() {
    return traces;
  }

  RelockedJobs relocked() {
    return relocked;
  }

  HaltJob halt(String jobId) {
    return new HaltJob(jobId, relocked);
  }

  Due due(String jobId) {
    return jdbc.getObject()
        .sql(
            """
            select t.parent, e.business_key_ as number,
              coalesce(r.times >= :most and r.retries = j.retries_, false) as hopeless
            from act_ru_job j left join job_trace t on t.job_id = j.id_
              left join job_relock r on r.job_id = j.id_
              left join act_ru_execution e on e.id_ = j.process_instance_id_
            where j.id_ = :job
            """)
        .param("job", jobId)
        .param("most", relocked.most())
        .query(
            (row, at) ->
                new Due(
                    row.getString("parent"), row.getString("number"), row.getBoolean("hopeless")))
        .optional()
        .orElseGet(() -> new Due(null, null, false));
  }

  /**
   * Runs a job and notes how long that took.
   *
   * @param job answers whether it was done
   */
  void time(BooleanSupplier job) {
    Timer.Sample sample = Timer.start(meters.getObject());
    boolean done = job.getAsBoolean();
    sample.stop(timer(meters.getObject(), done ? DONE : FAILED));
  }

  /** Both are there before the first job has run. */
  @Override
  public void bindTo(MeterRegistry registry) {
    timer(registry, DONE);
    timer(registry, FAILED);
  }

  private static Timer timer(MeterRegistry registry, String outcome) {
    return Timer.builder("ims.jobs.runs")
        .description("Jobs that this node has run")
        .tag("outcome", outcome)
        .register(registry);
  }
}
