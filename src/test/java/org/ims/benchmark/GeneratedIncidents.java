package org.ims.benchmark;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the record with incidents as an organisation has them after some years: most are closed,
 * few are grave, some services break more often than others, and every move has somebody who did
 * it. They are the same each time. Nothing of them is in the engine.
 */
public final class GeneratedIncidents {

  private static final String INCIDENTS =
      """
      insert into incident (number, version, state, title, description, reported_service,
        affected_service, reporter, source, noticed_at, suspected_security, personal_data_involved,
        people_at_risk, restricted, recorded_at, category, critical_function, impact, urgency,
        priority, overridden, classified_at, resolve_due, service_calendar, major, drill, team,
        responder, responded_at, resolved_at, resolved_by, closed_at, reopen_count)
      select 'INC-' || to_char(at at time zone 'UTC', 'YYYY') || '-' || lpad(serial::text, 6, '0'),
        1, state,
        (array['Mail is slow', 'Cannot print', 'Web shop answers with errors', 'Login refused',
          'Telephones are dead', 'Disk full', 'Backup failed', 'Suspicious mail'])
          [1 + floor(dice3 * 8)::int] || ' in ' ||
        (array['Hamburg', 'Berlin', 'Munich', 'Vienna', 'Zurich', 'Paris', 'Lyon', 'Oslo', 'Bergen',
          'Malmo'])[1 + floor(dice4 * 10)::int],
        'Seen by several people on floor ' || floor(dice4 * 40)::int || ', case ' || n || '.',
        service, service, 'person-' || floor(dice5 * 2000)::int, 'API', at, dice4 < 0.05, 'NO',
        false, dice6 < 0.02, at,
        case when assessed then 'IT' end, case when assessed then dice3 < 0.2 end,
        case when assessed then 2 end, case when assessed then 2 end,
        case when assessed then priority end, case when assessed then false end,
        case when assessed then at + interval '20 minutes' end,
        case when assessed then at + interval '8 hours' end, '24x7',
        case when assessed and priority = 'P1' and dice4 < 0.5 then 'ACCEPTED' else 'NONE' end,
        dice6 > 0.99, case when assessed then 'responder-' || service end,
        case when responded then 'responder-' || floor(dice2 * 60)::int end,
        case when responded then at + interval '40 minutes' end,
        case when ended then at + interval '5 hours' * (0.5 + dice3) end,
        case when ended then 'responder-' || floor(dice2 * 60)::int end,
        case when state = 'CLOSED' then at + interval '3 days' * (0.5 + dice3) end, 0
      from (
        select *,
          state not in ('REPORTED', 'TRIAGE', 'AWAITING_INFO', 'REJECTED') as assessed,
          state in ('RESPONDING', 'CONTAINED', 'RECOVERING', 'ON_HOLD', 'RESOLVED', 'REVIEW',
            'IMPROVING', 'CLOSED') as responded,
          state in ('RESOLVED', 'REVIEW', 'IMPROVING', 'CLOSED') as ended
        from (
          select *, nextval('incident_serial') as serial,
            case when dice1 < 0.88 then 'CLOSED' when dice1 < 0.92 then 'REJECTED'
              when dice1 < 0.94 then 'CANCELLED'
              else (array['REPORTED', 'TRIAGE', 'AWAITING_INFO', 'ASSESSED', 'RESPONDING',
                'CONTAINED', 'RECOVERING', 'ON_HOLD', 'RESOLVED', 'REVIEW', 'IMPROVING'])
                [1 + floor(dice2 * 11)::int] end as state,
            case when dice2 < 0.02 then 'P1' when dice2 < 0.10 then 'P2' when dice2 < 0.35 then 'P3'
              when dice2 < 0.75 then 'P4' else 'P5' end as priority,
            (array['mail', 'workplace', 'network', 'web-shop', 'erp', 'telephony', 'identity',
              'backup', 'building-access', 'payments'])[1 + floor(dice5 * dice5 * 10)::int]
              as service,
            cast(:until as timestamptz) - interval '5 years' * dice7 as at
          from (
            select n, random() as dice1, random() as dice2, random() as dice3, random() as dice4,
              random() as dice5, random() as dice6, random() as dice7
            from generate_series(cast(:from as integer), cast(:to as integer)) n
          ) dice
        ) drawn
      ) told
      returning number
      """;

  private static final String MOVES =
      """
      insert into state_change (incident_number, at, actor, state_from, state_to, priority_to,
        major_to)
      select i.number, i.recorded_at + step.after,
        case step.actor when 'reporter' then i.reporter when 'responder' then i.responder
          else step.actor end,
        step.state_from, step.state_to, i.priority, i.major
      from incident i join (values
        (1, null, 'REPORTED', 'reporter', interval '0 seconds'),
        (2, 'REPORTED', 'TRIAGE', null, interval '1 second'),
        (3, 'TRIAGE', 'ASSESSED', 'service-desk', interval '20 minutes'),
        (4, 'ASSESSED', 'RESPONDING', 'responder', interval '40 minutes'),
        (5, 'RESPONDING', 'CONTAINED', 'responder', interval '2 hours'),
        (6, 'CONTAINED', 'RECOVERING', 'responder', interval '3 hours'),
        (7, 'RECOVERING', 'RESOLVED', 'responder', interval '5 hours'),
        (8, 'RESOLVED', 'CLOSED', 'incident-manager', interval '3 days')
      ) as step (position, state_from, state_to, actor, after)
        on step.position <= case i.state when 'REPORTED' then 1 when 'TRIAGE' then 2
          when 'REJECTED' then 2 when 'CANCELLED' then 2 when 'AWAITING_INFO' then 2
          when 'ASSESSED' then 3 when 'RESPONDING' then 4 when 'ON_HOLD' then 4
          when 'CONTAINED' then 5 when 'RECOVERING' then 6 when 'CLOSED' then 8 else 7 end
      where i.number = any (:numbers)
      order by i.number, step.position
      """;

  private static final String VERSIONS =
      """
      insert into incident_process (incident_number, version)
      select number, 1 + extract(year from recorded_at)::int
        - extract(year from cast(:until as timestamptz) - interval '5 years')::int
      from incident where number = any (:numbers)
      """;

  /** The newest of them was reported then. */
  public static final String UNTIL = "2026-11-01T00:00:00Z";

  private static final int AT_ONCE = 10_000;

  private GeneratedIncidents() {}

  /**
   * Adds incidents, each part in a transaction of its own, and lets the database count anew what it
   * plans by.
   *
   * @param count how many, 1 or more
   */
  public static void add(JdbcClient jdbc, TransactionTemplate transactions, int count) {
    for (int from = 1; from <= count; from += AT_ONCE) {
      int first = from;
      int last = Math.min(count, from + AT_ONCE - 1);
      transactions.executeWithoutResult(running -> insert(jdbc, first, last));
    }
    for (String table :
        List.of("incident", "state_change", "incident_person", "incident_process")) {
      jdbc.sql("vacuum analyze " + table).update();
    }
  }

  /**
   * Adds the incidents from one to another of the endless row of them, in the transaction that is
   * under way.
   *
   * @param first 1 or more
   * @param last not less than the first
   */
  public static void insert(JdbcClient jdbc, int first, int last) {
    jdbc.sql("select setseed(:seed)")
        .param("seed", 1.0 / (first + 1))
        .query((row, index) -> index)
        .single();
    String[] numbers =
        jdbc.sql(INCIDENTS)
            .param("from", first)
            .param("to", last)
            .param("until", UNTIL)
            .query(String.class)
            .list()
            .toArray(String[]::new);
    jdbc.sql(MOVES).param("numbers", numbers).update();
    jdbc.sql(VERSIONS).param("until", UNTIL).param("numbers", numbers).update();
  }
}
