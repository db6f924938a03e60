package org.ims.engine.adapter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.BooleanSupplier;
import org.ims.engine.Traces;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What {@link JobRuns} need from the application. */
@Component
class JobRunners {

  /**
   * A job that is about to run.
   *
   * @param parent the place in a trace where it was asked for, or null
   * @param halted whether it must not run any more
   */
  record Due(String parent, boolean halted) {}

  private final ObjectProvider<JdbcClient> jdbc;
  private final Traces traces;
  private final ObjectProvider<MeterRegistry> meters;

  JobRunners(ObjectProvider<JdbcClient> jdbc, Traces traces, ObjectProvider<MeterRegistry> meters) {
    this.jdbc = jdbc;
    this.traces = traces;
    this.meters = meters;
  }

  Traces traces() {
    return traces;
  }

  Due due(String jobId) {
    return jdbc.getObject()
        .sql(
            """
            select t.parent, j.retries_ <= 0 as halted
            from act_ru_job j left join job_trace t on t.job_id = j.id_
            where j.id_ = :job
            """)
        .param("job", jobId)
        .query((row, at) -> new Due(row.getString("parent"), row.getBoolean("halted")))
        .optional()
        .orElseGet(() -> new Due(null, false));
  }

  /**
   * Runs a job and notes how long that took.
   *
   * @param job answers whether it was done
   */
  void time(BooleanSupplier job) {
    Timer.Sample sample = Timer.start(meters.getObject());
    boolean done = job.getAsBoolean();
    sample.stop(
        Timer.builder("ims.jobs.runs")
            .description("Jobs that this node has run")
            .tag("outcome", done ? "done" : "failed")
            .register(meters.getObject()));
  }
}
