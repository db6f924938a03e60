package org.ims.operations;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ims.engine.StuckWork.StuckJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Of which stuck jobs somebody was told, and to whom a letter is owed. */
@Component
class ToldStuckJobs {

  private final JdbcClient jdbc;
  private final Clock clock;

  ToldStuckJobs(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Those of them of which nobody was told; what is not stuck any more is forgotten. */
  List<StuckJob> unknown(List<StuckJob> stuck) {
    jdbc.sql(
            "delete from stuck_job_told where not exists"
                + " (select from act_ru_incident i where i.id_ = stuck_job)")
        .update();
    jdbc.sql(
            "delete from stuck_job_letter l where not exists"
                + " (select from stuck_job_told t where t.bundle = l.bundle)")
        .update();
    Set<String> known =
        new HashSet<>(jdbc.sql("select stuck_job from stuck_job_told").query(String.class).list());
    return stuck.stream().filter(job -> !known.contains(job.id())).toList();
  }

  void note(String bundle, List<StuckJob> jobs) {
    for (StuckJob job : jobs) {
      jdbc.sql(
              "insert into stuck_job_told (stuck_job, bundle, found_at)"
                  + " values (:job, :bundle, :at)")
          .param("job", job.id())
          .param("bundle", bundle)
          .param("at", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    }
  }

  void owe(String bundle, List<String> addresses) {
    for (int position = 0; position < addresses.size(); position++) {
      jdbc.sql(
              "insert into stuck_job_letter (bundle, position, address)"
                  + " values (:bundle, :position, :address)")
          .param("bundle", bundle)
          .param("position", position)
          .param("address", addresses.get(position))
          .update();
    }
  }

  /** Those of them that were found together. */
  List<StuckJob> of(String bundle, List<StuckJob> stuck) {
    Set<String> found =
        new HashSet<>(
            jdbc.sql("select stuck_job from stuck_job_told where bundle = :bundle")
                .param("bundle", bundle)
                .query(String.class)
                .list());
    return stuck.stream().filter(job -> found.contains(job.id())).toList();
  }

  String address(String bundle, int position) {
    return jdbc.sql(
            "select address from stuck_job_letter where bundle = :bundle and position = :position")
        .param("bundle", bundle)
        .param("position", position)
        .query(String.class)
        .single();
  }
}
