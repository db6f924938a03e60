package org.ims.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ims.nodes.Node;
import org.ims.security.Http;
import org.ims.testing.TestPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What holds again when everything works again, whatever broke in between. */
final class Invariants {

  /** What must not be: each query answers with what breaks a rule. */
  private static final Map<String, String> RULES =
      Map.of(
          "each open incident has exactly one lifecycle",
          """
          select i.number from incident i where i.closed_at is null and 1 <>
            (select count(*) from act_ru_execution e
             join act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = 'IncidentLifecycle'
             where e.business_key_ = i.number and e.id_ = e.proc_inst_id_)
          """,
          "each open incident has a task that somebody can take",
          """
          select i.number from incident i where i.closed_at is null and not exists
            (select from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_
             where e.business_key_ = i.number and exists
               (select from act_ru_identitylink l where l.task_id_ = t.id_ and l.group_id_ is not null))
          """,
          "each clock runs, waits, or has come to its end",
          """
          select i.number from incident i where i.closed_at is null and not exists
            (select from act_hi_procinst w
             where w.business_key_ = i.number and w.proc_def_key_ = 'ServiceLevelWatch'
               and (w.end_act_id_ = 'EndEvent_NothingLeftToWatch' or exists
                 (select from act_ru_event_subscr s
                  where s.proc_inst_id_ = w.id_ and s.event_name_ = 'Msg_ServiceLevelMoved')))
          """,
          "each state follows the one before it",
          """
          select incident_number from
            (select s.incident_number, s.state_from, lag(s.state_to) over w as before,
               s.state_to, lead(s.id) over w as later, i.state
             from state_change s join incident i on i.number = s.incident_number
             window w as (partition by s.incident_number order by s.id)) moves
          where state_from is distinct from before or (later is null and state_to <> state)
          """,
          "each move is in the journal",
          """
          select s.incident_number from state_change s group by s.incident_number having count(*) <>
            (select count(*) from journal_entry j where j.chain = s.incident_number
               and j.kind in ('incident-reported', 'incident-changed'))
          """,
          "each notice that was sent is in the journal once",
          """
          select n.incident_number from notice n where n.state = 'SENT'
          group by n.incident_number having count(*) <>
            (select count(*) from journal_entry j
             where j.chain = n.incident_number and j.kind = 'message-sent')
          """,
          "nobody is told the same twice",
          """
          select incident_number from notice
          where kind = 'acknowledgement' group by incident_number having count(*) > 1
          """,
          "each deployment is whole",
          """
          select d.id_ from act_re_deployment d where not exists
            (select from act_ge_bytearray b where b.deployment_id_ = d.id_)
          union all
          select p.id_ from act_re_procdef p where not exists
            (select from act_ge_bytearray b
             where b.deployment_id_ = p.deployment_id_ and b.name_ = p.resource_name_)
          """);

  private static final String DELIVERIES =
      """
      select business_key_ || ' due ' || duedate_ || ', locked until ' || coalesce(lock_exp_time_::text, '-')
        || ', tries left ' || retries_ || ': ' || coalesce(exception_msg_, 'no failure')
      from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_
      where process_def_key_ = 'NoticeDelivery'
      """;

  private final JdbcClient owner;

  private Invariants(JdbcClient owner) {
    this.owner = owner;
  }

  /**
   * @param url of the database
   */
  static Invariants of(String url) {
    return new Invariants(
        JdbcClient.create(new DriverManagerDataSource(url, TestPostgres.USER, "")));
  }

  JdbcClient owner() {
    return owner;
  }

  /** Whether nothing waits that could be done, and nothing is stuck. */
  void allIsDone() {
    assertThat(
            strings(
                """
                select kind || ' after ' || attempts || ' attempts: '
                  || coalesce(last_error, 'no error')
                from notice where state = 'PENDING'
                """))
        .as("notices that wait, for jobs %s", strings(DELIVERIES))
        .isEmpty();
    assertThat(
            strings(
                """
                select coalesce(process_def_key_, handler_type_) from act_ru_job
                where retries_ > 0 and suspension_state_ = 1
                  and duedate_ <= current_timestamp at time zone 'UTC'
                """))
        .as("jobs that are due")
        .isEmpty();
    assertThat(
            strings(
                """
                select process_def_key_ || ': ' || coalesce(exception_msg_, 'halted') from act_ru_job
                where retries_ = 0
                """))
        .as("stuck jobs")
        .isEmpty();
  }

  /** Whether nothing is in the database that must not be. */
  void rulesHold() {
    RULES.forEach((rule, sql) -> assertThat(strings(sql)).as(rule).isEmpty());
  }

  /** Compares what people were told with what there is. */
  Verdict check(Load load, Postbox postbox, Node node) {
    Map<String, String> acknowledged = load.acknowledged();
    assertThat(load.wrong()).as("answers that nobody should get").isEmpty();
    List<Row> rows =
        owner
            .sql("select title, number from incident where title like ? || '%'")
            .param(load.run())
            .query(Row.class)
            .list();
    Set<String> titles = new HashSet<>();
    int doubled = 0;
    for (Row row : rows) {
      doubled += titles.add(row.title()) ? 0 : 1;
    }
    Set<Map.Entry<String, String>> lost = new HashSet<>(acknowledged.entrySet());
    rows.forEach(row -> lost.remove(Map.entry(row.title(), row.number())));
    assertThat(lost).as("acknowledged and lost").isEmpty();
    assertThat(doubled).as("doubled").isZero();
    rulesHold();
    Verdict verdict = messages(postbox, acknowledged.size(), load.triaged());
    intact(node);
    return verdict;
  }

  private Verdict messages(Postbox postbox, int reports, int triaged) {
    Map<String, Integer> arrivals = postbox.arrivals();
    List<String> sent =
        strings("select message_uuid::text from notice where state = 'SENT' and channel = 'MAIL'");
    assertThat(arrivals.keySet()).as("sent and arrived").containsAll(sent);
    int twice = arrivals.values().stream().mapToInt(times -> times - 1).sum();
    int most = arrivals.values().stream().mapToInt(times -> times).max().orElse(0);
    return new Verdict(reports, triaged, sent.size(), twice, most);
  }

  private static void intact(Node node) {
    JsonNode verification =
        Http.json(
            Http.basic(node.port(), node.auditor(), node.password())
                .get("/api/journal/verification"));
    assertThat(verification.get("intact").asBoolean()).as(verification.toString()).isTrue();
  }

  int count(String sql) {
    return owner.sql(sql).query(Integer.class).single();
  }

  private List<String> strings(String sql) {
    return owner.sql(sql).query(String.class).list();
  }

  private record Row(String title, String number) {}

  /**
   * What was counted when all rules hold.
   *
   * @param reports that were acknowledged
   * @param triaged how many were triaged
   * @param messages to people that were sent
   * @param twice how often one of them came once more, under the same Message-ID
   * @param most how often the most frequent of them came
   */
  record Verdict(int reports, int triaged, int messages, int twice, int most) {}
}
