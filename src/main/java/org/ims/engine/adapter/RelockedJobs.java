package org.ims.engine.adapter;

import java.util.List;
import org.ims.engine.RecentlySeen;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts how often the lock of a job has run out while it had as many tries left as before: whoever
 * took it neither ended nor failed it. A job that ends the process each time would else be tried
 * for ever.
 */
@Component
class RelockedJobs {

  /** Far more than can wait for their locks to run out. */
  private static final int REMEMBERED = 10_000;

  private final ObjectProvider<JdbcClient> jdbc;
  private final int most;
  private final RecentlySeen<String> outlived = new RecentlySeen<>(REMEMBERED);

  RelockedJobs(ObjectProvider<JdbcClient> jdbc, @Value("${ims.stuck-jobs.relocks}") int most) {
    if (most < 1) {
      throw new IllegalArgumentException("ims.stuck-jobs.relocks must be 1 or more.");
    }
    this.jdbc = jdbc;
    this.most = most;
  }

  /** How often the lock of a job may run out. */
  int most() {
    return most;
  }

  /** This process runs it now. */
  void begun(String job) {
    outlived.forget(job);
  }

  /**
   * This process has outlived it, done or failed. That it could not tell the database, and the lock
   * runs out, is not the job's fault.
   */
  void ended(String job) {
    outlived.add(job);
  }

  /** Counts those of the jobs whose lock has run out. */
  void count(List<String> acquired) {
    List<String> jobs = acquired.stream().filter(job -> !outlived.contains(job)).toList();
    if (jobs.isEmpty()) {
      return;
    }
    int counted =
        jdbc.getObject()
            .sql(
                """
                insert into job_relock as present (job_id, retries, times)
                select id_, retries_, 1 from act_ru_job
                where id_ in (:jobs) and lock_owner_ is not null
                on conflict (job_id) do update set retries = excluded.retries,
                  times = case when present.retries = excluded.retries
                    then present.times + 1 else 1 end
                """)
            .param("jobs", jobs)
            .update();
    if (counted > 0) {
      jdbc.getObject()
          .sql(
              "delete from job_relock r"
                  + " where not exists (select from act_ru_job j where j.id_ = r.job_id)")
          .update();
    }
  }

  /** A person may have it tried again, as often as before. */
  void forget(String job) {
    jdbc.getObject().sql("delete from job_relock where job_id = :job").param("job", job).update();
  }
}
