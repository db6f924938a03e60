package org.ims.documentation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ims.engine.EngineClock;
import org.ims.incident.Reader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the work of one version of a process goes, from the engine's history. The engine's own
 * queries cannot answer this: they know neither the moment at which a task was claimed nor medians.
 *
 * <p>Reads, and only reads, these tables of the engine: {@code ACT_RE_PROCDEF}, {@code
 * ACT_HI_PROCINST}, {@code ACT_HI_ACTINST}, {@code ACT_HI_TASKINST} and {@code
 * ACT_HI_IDENTITYLINK}, whose entries of type {@code assignee} tell who held a task from when on.
 * Exercises count in no figure, and neither does an incident that whoever asks may not see.
 */
@Component
class HeatMap {

  private static final String STARTED =
      """
       from act_hi_procinst p
      where p.proc_def_id_ = :definition
        and p.start_time_ >= :from
        and p.start_time_ < :to
        and not exists (
              select from incident i
               where i.number = p.business_key_
                 and (i.drill
                      or not (:seesAll
                              or not i.restricted
                              or i.reporter = :user
                              or coalesce(i.team in (:groups), false))))
      """;

  private static final String INSTANCES = "select count(*)" + STARTED;

  /**
   * One row an element that was reached. The body of a multi-instance activity is left out, since
   * its instances are counted under the activity's own id. A task waits from its creation until
   * somebody first holds it, and is worked on from then until it is completed.
   */
  private static final String ELEMENTS =
      "with instances as materialized (select p.id_"
          + STARTED
          + """
            order by p.start_time_ desc, p.id_
            limit :most),
          visits as (
            select a.act_id_,
                   count(*) as visits,
                   count(*) filter (where a.end_time_ is null) as running,
                   count(*) filter (where a.act_inst_state_ = 2) as cancelled
              from act_hi_actinst a
              join instances on instances.id_ = a.proc_inst_id_
             where a.proc_def_id_ = :definition
             group by a.act_id_),
          tasks as (
            select t.task_def_key_,
                   extract(epoch from c.claimed - t.start_time_) as waiting,
                   case when t.delete_reason_ = 'completed'
                        then extract(epoch from t.end_time_ - c.claimed) end as working,
                   t.due_date_ < coalesce(t.end_time_, :now) as late
              from act_hi_taskinst t
              join instances on instances.id_ = t.proc_inst_id_
              left join lateral (
                     select min(l.timestamp_) as claimed
                       from act_hi_identitylink l
                      where l.task_id_ = t.id_
                        and l.type_ = 'assignee'
                        and l.operation_type_ = 'add') c on true
             where t.proc_def_id_ = :definition),
          work as (
            select task_def_key_,
                   count(*) as tasks,
                   count(waiting) as claimed,
                   percentile_cont(0.5) within group (order by waiting) as waiting_median,
                   percentile_cont(0.9) within group (order by waiting) as waiting_p90,
                   count(working) as completed,
                   percentile_cont(0.5) within group (order by working) as working_median,
                   percentile_cont(0.9) within group (order by working) as working_p90,
                   count(*) filter (where late) as breaches
              from tasks
             group by task_def_key_)
          select v.act_id_, v.visits, v.running, v.cancelled, w.*
            from visits v
            left join work w on w.task_def_key_ = v.act_id_
           where v.act_id_ not like '%#multiInstanceBody'
           order by v.visits desc, v.act_id_
          """;

  /** A version of a process. */
  record Definition(String id, String key, int version, String name) {}

  /** What the tasks at an element took. Absent seconds: no task went that far. */
  record Work(
      long tasks,
      long claimed,
      Double waitingMedian,
      Double waitingP90,
      long completed,
      Double workingMedian,
      Double workingP90,
      long breaches) {}

  /**
   * One element that was reached.
   *
   * @param work absent where no person works
   */
  record Element(String id, long visits, long running, long cancelled, Work work) {}

  /**
   * @param instances how many instances were started in the period
   * @param counted how many of them, the newest, the figures are about
   */
  record Figures(Definition definition, long instances, long counted, List<Element> elements) {}

  private final JdbcClient jdbc;
  private final EngineClock clock;
  private final int most;

  HeatMap(JdbcClient jdbc, EngineClock clock, @Value("${ims.heat-map.most-instances}") int most) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.most = most;
  }

  /**
   * The figures over the instances that were started in a period, the newest where they are too
   * many to be read while somebody waits.
   *
   * @param from the first instant of it
   * @param to the first instant after it
   * @return empty when there is no such version
   */
  @Transactional(readOnly = true)
  Optional<Figures> of(String definition, Instant from, Instant to, Reader reader) {
    return definition(definition)
        .map(
            known -> {
              long started =
                  ask(INSTANCES, definition, from, to, reader).query(Long.class).single();
              return new Figures(
                  known,
                  started,
                  Math.min(started, most),
                  ask(ELEMENTS, definition, from, to, reader)
                      .param("now", Timestamp.from(clock.instant()))
                      .param("most", most)
                      .query((row, at) -> element(row))
                      .list());
            });
  }

  private static Element element(ResultSet row) throws SQLException {
    return new Element(
        row.getString("act_id_"),
        row.getLong("visits"),
        row.getLong("running"),
        row.getLong("cancelled"),
        row.getString("task_def_key_") == null
            ? null
            : new Work(
                row.getLong("tasks"),
                row.getLong("claimed"),
                row.getObject("waiting_median", Double.class),
                row.getObject("waiting_p90", Double.class),
                row.getLong("completed"),
                row.getObject("working_median", Double.class),
                row.getObject("working_p90", Double.class),
                row.getLong("breaches")));
  }

  private Optional<Definition> definition(String id) {
    return jdbc.sql("select id_, key_, version_, name_ from act_re_procdef where id_ = :id")
        .param("id", id)
        .query(
            (row, at) ->
                new Definition(
                    row.getString("id_"),
                    row.getString("key_"),
                    row.getInt("version_"),
                    row.getString("name_")))
        .optional();
  }

  private JdbcClient.StatementSpec ask(
      String sql, String definition, Instant from, Instant to, Reader reader) {
    // A list parameter must not be empty.
    List<String> groups = new ArrayList<>(reader.groups());
    groups.add("");
    return jdbc.sql(sql)
        .param("definition", definition)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("seesAll", reader.seesAll())
        .param("user", reader.user())
        .param("groups", groups);
  }
}
