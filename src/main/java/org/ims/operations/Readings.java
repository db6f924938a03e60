package org.ims.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ims.incident.IncidentState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Figures that only the database knows, read together with one query a kind and given out again for
 * a while, so that neither the number of figures nor that of readers costs anything. While the
 * database is away there are none, and whoever asks waits for nothing else.
 */
@Component
class Readings {

  private static final Logger log = LoggerFactory.getLogger(Readings.class);

  /** Far more than they take; what takes longer may not hold up a scrape. */
  private static final int LONGEST_SECONDS = 4;

  /** Stands for the priority of an incident that nobody has assessed. */
  static final String NO_PRIORITY = "none";

  private static final String TASKS =
      """
      select count(*) as open,
        count(*) filter (where due_date_ < :now) as overdue,
        count(*) filter (where assignee_ is null) as unclaimed
      from act_ru_task
      """;

  /** Each job is in exactly one state. */
  private static final String JOBS =
      """
      select count(*) filter (where state = 'suspended') as suspended,
        count(*) filter (where state = 'stuck') as stuck,
        count(*) filter (where state = 'failing') as failing,
        count(*) filter (where state = 'executable') as executable,
        count(*) filter (where state = 'waiting') as waiting,
        min(duedate_) filter (where state in ('executable', 'failing') and duedate_ <= :now
          and (lock_exp_time_ is null or lock_exp_time_ < :now)) as oldest_due
      from (
        select duedate_, lock_exp_time_,
          case when suspension_state_ <> 1 then 'suspended'
            when retries_ <= 0 then 'stuck'
            when exception_msg_ is not null or exception_stack_id_ is not null then 'failing'
            when duedate_ > :now then 'waiting'
            else 'executable' end as state
        from act_ru_job) job
      """;

  /** The condition is the one of the index incident_open, which is all that is read. */
  private static final String INCIDENTS =
      """
      select state, coalesce(priority, 'none') as priority, count(*) as number
      from incident
      where state not in ('CLOSED', 'REJECTED', 'DUPLICATE', 'CANCELLED') and not drill
      group by state, priority
      """;

  private static final String OUTBOX =
      """
      select count(*) filter (where state = 'PENDING') as pending,
        count(*) filter (where state = 'UNDELIVERED') as undelivered,
        min(written_at) filter (where state = 'PENDING') as oldest
      from notice where state in ('PENDING', 'UNDELIVERED')
      """;

  /**
   * @param open tasks that nobody has completed
   * @param overdue those of them whose due date has passed
   * @param unclaimed those of them that nobody holds
   */
  record Tasks(long open, long overdue, long unclaimed) {}

  /**
   * @param executable due now, running or not
   * @param waiting due later
   * @param failing failed, and to be tried again
   * @param suspended held by a person
   * @param stuck failed for good, until a person has them tried again
   * @param lag how long the oldest one that is due has waited to be taken; zero when none waits
   */
  record Jobs(
      long executable, long waiting, long failing, long suspended, long stuck, Duration lag) {}

  /**
   * @param pending written, and not sent yet
   * @param undelivered given up until a person decides
   * @param age of the oldest pending one; zero when there is none
   */
  record Outbox(long pending, long undelivered, Duration age) {}

  /**
   * All figures of one moment.
   *
   * @param incidents how many are open, by state and priority; what is absent is none
   */
  record Figures(Tasks tasks, Jobs jobs, Map<Place, Long> incidents, Outbox outbox) {}

  /**
   * @param priority as {@code P1}, or {@value #NO_PRIORITY}
   */
  record Place(IncidentState state, String priority) {}

  private record Reading(Instant at, Optional<Figures> figures) {}

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final MonitoringSettings settings;
  private final Clock clock;
  private Reading last;

  Readings(
      JdbcClient jdbc, TransactionTemplate transactions, MonitoringSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions.getTransactionManager());
    this.transactions.setReadOnly(true);
    this.transactions.setTimeout(LONGEST_SECONDS);
    this.settings = settings;
    this.clock = clock;
  }

  /** The figures, at most as old as the settings allow; empty while they cannot be had. */
  synchronized Optional<Figures> figures() {
    Instant now = clock.instant();
    // A clock that was set back makes a reading that seems to come from the future.
    if (last == null
        || now.isBefore(last.at())
        || !now.isBefore(last.at().plus(settings.readEvery()))) {
      last = new Reading(now, read(now));
    }
    return last.figures();
  }

  private Optional<Figures> read(Instant now) {
    try {
      return Optional.ofNullable(transactions.execute(status -> readAll(now)));
    } catch (DataAccessException | TransactionException e) {
      log.warn("The figures for monitoring cannot be read: {}", e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private Figures readAll(Instant now) {
    // The engine's columns have no zone.
    Timestamp engineNow = Timestamp.from(now);
    return new Figures(
        jdbc.sql(TASKS)
            .param("now", engineNow)
            .query(
                (row, at) ->
                    new Tasks(
                        row.getLong("open"), row.getLong("overdue"), row.getLong("unclaimed")))
            .single(),
        jdbc.sql(JOBS)
            .param("now", engineNow)
            .query(
                (row, at) ->
                    new Jobs(
                        row.getLong("executable"),
                        row.getLong("waiting"),
                        row.getLong("failing"),
                        row.getLong("suspended"),
                        row.getLong("stuck"),
                        since(row, "oldest_due", now)))
            .single(),
        incidents(),
        jdbc.sql(OUTBOX)
            .query(
                (row, at) ->
                    new Outbox(
                        row.getLong("pending"),
                        row.getLong("undelivered"),
                        since(row, "oldest", now)))
            .single());
  }

  private Map<Place, Long> incidents() {
    Map<Place, Long> open = new HashMap<>();
    jdbc.sql(INCIDENTS)
        .query(
            row -> {
              open.put(
                  new Place(
                      IncidentState.valueOf(row.getString("state")), row.getString("priority")),
                  row.getLong("number"));
            });
    return open;
  }

  private static Duration since(ResultSet row, String column, Instant now) throws SQLException {
    Timestamp then = row.getTimestamp(column);
    return then == null || then.toInstant().isAfter(now)
        ? Duration.ZERO
        : Duration.between(then.toInstant(), now);
  }
}
