package org.ims.engine.adapter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts how often the lock of a job has run out since its tries last became fewer. */
@Component
class RelockedJobs {

  private final ObjectProvider<JdbcClient> jdbc;
  private final int most;

  RelockedJobs(ObjectProvider<JdbcClient> jdbc, @Value("${ims.stuck-jobs.relocks}") int most) {
    if (most < 1) {
      throw new IllegalArgumentException("ims.stuck-jobs.relocks must be 1 or more.");
    }
    this.jdbc = jdbc;
    this.most = most;
  }

  /** Notes that the lock of a job has run out, and answers whether that was once too often. */
  boolean isHopeless(String job, int retries) {
    int times =
        jdbc.getObject()
            .sql(
                """
                insert into job_relock as present (job_id, retries, times)
                values (:job, :retries, 1)
                on conflict (job_id) do update set retries = excluded.retries,
                  times = case when present.retries = excluded.retries
                    then present.times + 1 else 1 end
                returning times
                """)
            .param("job", job)
            .param("retries", retries)
            .query(Integer.class)
            .single();
    return times >= most;
  }
}
