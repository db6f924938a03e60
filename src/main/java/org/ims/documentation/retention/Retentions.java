package org.ims.documentation.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of retentions. */
@Component
class Retentions {

  private static final String ENDED = "i.state in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED')";

  /** Imported ones may lack a date of closing. */
  static final String ENDED_AT = "coalesce(i.closed_at, i.resolved_at, i.recorded_at)";

  private static final String NOT_HELD =
      "not exists (select from legal_hold h where h.incident_number = i.number and h.released_at is"
          + " null)";

  private final JdbcClient jdbc;

  Retentions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Retention> find(String number) {
    return jdbc.sql("select * from record_retention where incident_number = ?")
        .param(number)
        .query(Retentions::retention)
        .optional();
  }

  /**
   * Incidents that have ended, and for which no dates are set, or those of an earlier end; not
   * those under legal hold, which get none.
   *
   * @param after only those of greater numbers
   */
  List<String> unplanned(String after, int most) {
    return jdbc.sql(
            """
            select i.number from incident i
                left join record_retention r on r.incident_number = i.number
            where i.number > ? and %s and %s
                and (r.incident_number is null or r.ended_at <> %s
                    or (r.keep_until is null and r.erased_at is null))
            order by i.number limit ?
            """
                .formatted(ENDED, NOT_HELD, ENDED_AT))
        .params(after, most)
        .query(String.class)
        .list();
  }

  /** Those whose review is due, the longest due first; not those under legal hold. */
  List<String> reviewsDue(Instant now, int most) {
    return due("r.review_due <= :now and r.keep_until > :now", "r.review_due", now, most);
  }

  /** Those whose record is kept no longer, the longest due first; not those under legal hold. */
  List<String> expired(Instant now, int most) {
    return due("r.keep_until <= :now", "r.keep_until", now, most);
  }

  private List<String> due(String condition, String order, Instant now, int most) {
    // The row is skipped while another node is at it, so that nothing is begun twice.
    return jdbc.sql(
            """
            select r.incident_number from record_retention r
                join incident i on i.number = r.incident_number
            where %s and least(r.review_due, r.keep_until) <= :now
                and r.erased_at is null and not r.open and %s and %s and r.ended_at = %s
            order by %s, r.incident_number limit :most for update of r skip locked
            """
                .formatted(condition, ENDED, NOT_HELD, ENDED_AT, order))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("most", most)
        .query(String.class)
        .list();
  }

  /** Sets the dates anew; those of the same end keep what was decided and done since. */
  void plan(Retention planned) {
    jdbc.sql(
            """
            insert into record_retention (incident_number, ended_at, keep_until, review_due, because)
            values (:number, :endedAt, :keepUntil, :reviewDue, :because)
            on conflict (incident_number) do update set
                ended_at = excluded.ended_at, keep_until = excluded.keep_until,
                review_due = case when record_retention.ended_at = excluded.ended_at
                        and record_retention.decided_at is not null
                    then record_retention.review_due else excluded.review_due end,
                because = excluded.because,
                erased_at = case when record_retention.ended_at = excluded.ended_at
                    then record_retention.erased_at end,
                erased_by = case when record_retention.ended_at = excluded.ended_at
                    then record_retention.erased_by end,
                erased_for = case when record_retention.ended_at = excluded.ended_at
                    then record_retention.erased_for end,
                decided_at = case when record_retention.ended_at = excluded.ended_at
                    then record_retention.decided_at end
            """)
        .param("number", planned.number())
        .param("endedAt", at(planned.endedAt()))
        .param("keepUntil", at(planned.keepUntil()))
        .param("reviewDue", at(planned.reviewDue()))
        .param("because", planned.because())
        .update();
  }

  void open(String number, boolean open) {
    jdbc.sql("update record_retention set open = ? where incident_number = ?")
        .params(open, number)
        .update();
  }

  /** What is personal is kept, and somebody looks again later. */
  void keep(String number, Instant until, String because, String by, Instant now) {
    jdbc.sql(
            """
            update record_retention
            set review_due = :until, kept_because = :because, decided_by = :by, decided_at = :now
            where incident_number = :number
            """)
        .param("until", at(until))
        .param("because", because)
        .param("by", by)
        .param("now", at(now))
        .param("number", number)
        .update();
  }

  void erased(String number, Ground ground, String by, Instant now) {
    jdbc.sql(
            """
            update record_retention set erased_at = :now, erased_by = :by, erased_for = :ground
            where incident_number = :number
            """)
        .param("now", at(now))
        .param("by", by)
        .param("ground", ground.key())
        .param("number", number)
        .update();
  }

  private static OffsetDateTime at(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static Retention retention(ResultSet row, int at) throws SQLException {
    return new Retention(
        row.getString("incident_number"),
        instant(row, "ended_at"),
        instant(row, "keep_until"),
        instant(row, "review_due"),
        row.getString("because"),
        row.getBoolean("open"),
        instant(row, "erased_at"),
        row.getString("erased_by"),
        row.getString("erased_for"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
