package org.ims.reporting.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups of alerts, their alerts, and the storms that they join. */
@Component
class AlertGroups {

  /** An open storm. */
  record Storm(long id, String incidentNumber, Instant lastAt) {}

  private final JdbcClient jdbc;
  private final ObjectMapper json = new ObjectMapper();

  AlertGroups(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes the key of a group that fires for the first time. A parallel delivery of the same group
   * waits here until the first one has committed or rolled back.
   *
   * @return the new group, or empty when it is open already
   */
  Optional<Long> claim(String source, AlertNotice notice, AlertRule rule, Instant at) {
    return jdbc.sql(
            """
            insert into alert_group (source, group_key, title, severity, firing, notifications,
                first_at, last_at, impact, urgency, because, on_resolved)
            values (:source, :key, :title, :severity, true, 1, :at, :at, :impact, :urgency,
                :because, :onResolved)
            on conflict do nothing
            returning id
            """)
        .param("source", source)
        .param("key", notice.keyHash())
        .param("title", notice.title())
        .param("severity", notice.severity())
        .param("at", Timestamp.from(at))
        .param("impact", rule.impact())
        .param("urgency", rule.urgency())
        .param("because", rule.because())
        .param("onResolved", rule.onResolved().name())
        .query(Long.class)
        .optional();
  }

  /** The open group of this key, locked. */
  Optional<AlertGroup> lockOpen(String source, String key) {
    return jdbc.sql(
            """
            select * from alert_group
            where source = :source and group_key = :key and ended_at is null for update
            """)
        .param("source", source)
        .param("key", key)
        .query(AlertGroups::group)
        .optional();
  }

  /** This group, locked. */
  AlertGroup lock(long id) {
    return jdbc.sql("select * from alert_group where id = :id for update")
        .param("id", id)
        .query(AlertGroups::group)
        .single();
  }

  List<AlertGroup> ofIncident(String number) {
    return jdbc.sql("select * from alert_group where incident_number = :number order by id")
        .param("number", number)
        .query(AlertGroups::group)
        .list();
  }

  /** Its incident has ended; if it fires again it is a new one. */
  void end(long id, Instant at) {
    jdbc.sql("update alert_group set ended_at = :at where id = :id")
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  void belongsTo(long id, String incidentNumber, Long storm) {
    jdbc.sql("update alert_group set incident_number = :number, storm = :storm where id = :id")
        .param("id", id)
        .param("number", incidentNumber)
        .param("storm", storm)
        .update();
  }

  /** Another notification of an open group. */
  void notified(long id, boolean firing, Instant at) {
    jdbc.sql(
            """
            update alert_group set notifications = notifications + 1, firing = :firing,
                last_at = :at, resolved_at = case when :firing then null else cast(:at as timestamptz) end
            where id = :id
            """)
        .param("id", id)
        .param("firing", firing)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** What a person said about its end. */
  void judged(long id, AlertGroup.Verdict verdict, String comment, String by, Instant at) {
    jdbc.sql(
            """
            update alert_group set verdict = :verdict, verdict_comment = :comment,
                verdict_by = :by, verdict_at = :at
            where id = :id
            """)
        .param("id", id)
        .param("verdict", verdict.name())
        .param("comment", comment)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** In the order of their fingerprints, so that two nodes never wait for each other. */
  void keep(long group, List<AlertNotice.Alert> alerts) {
    alerts.stream()
        .sorted(Comparator.comparing(AlertNotice.Alert::fingerprint))
        .forEach(alert -> keep(group, alert));
  }

  private void keep(long group, AlertNotice.Alert alert) {
    jdbc.sql(
            """
            insert into alert (alert_group, fingerprint, firing, starts_at, ends_at, summary, labels)
            values (:group, :fingerprint, :firing, :startsAt, :endsAt, :summary, :labels::jsonb)
            on conflict (alert_group, fingerprint)
            do update set firing = excluded.firing, starts_at = excluded.starts_at,
                ends_at = excluded.ends_at, summary = excluded.summary, labels = excluded.labels
            """)
        .param("group", group)
        .param("fingerprint", alert.fingerprint())
        .param("firing", alert.firing())
        .param("startsAt", Timestamp.from(alert.startsAt()))
        .param("endsAt", alert.endsAt() == null ? null : Timestamp.from(alert.endsAt()))
        .param("summary", alert.summary())
        .param("labels", text(alert))
        .update();
  }

  private String text(AlertNotice.Alert alert) {
    try {
      return json.writeValueAsString(alert.labels());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many incidents of its own the source has opened since then, the new group not counted. */
  int openedSince(String source, Instant since, long except) {
    return jdbc.sql(
            """
            select count(*) from alert_group
            where source = :source and first_at > :since and storm is null and id <> :except
            """)
        .param("source", source)
        .param("since", Timestamp.from(since))
        .param("except", except)
        .query(Integer.class)
        .single();
  }

  /** How many groups of an incident still fire. */
  int firing(String incidentNumber) {
    return jdbc.sql(
            """
            select count(*) from alert_group
            where incident_number = :number and firing and ended_at is null
            """)
        .param("number", incidentNumber)
        .query(Integer.class)
        .single();
  }

  Optional<Storm> openStorm(String source) {
    return jdbc.sql("select * from alert_storm where source = :source and ended_at is null")
        .param("source", source)
        .query(
            (row, index) ->
                new Storm(
                    row.getLong("id"),
                    row.getString("incident_number"),
                    row.getTimestamp("last_at").toInstant()))
        .optional();
  }

  void endStorm(long id, Instant at) {
    jdbc.sql("update alert_storm set ended_at = :at where id = :id")
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  long beginStorm(String source, String incidentNumber, Instant at) {
    return jdbc.sql(
            """
            insert into alert_storm (source, incident_number, began_at, last_at, alert_groups)
            values (:source, :number, :at, :at, 0) returning id
            """)
        .param("source", source)
        .param("number", incidentNumber)
        .param("at", Timestamp.from(at))
        .query(Long.class)
        .single();
  }

  void joinStorm(long id, Instant at) {
    jdbc.sql(
            """
            update alert_storm set alert_groups = alert_groups + 1, last_at = :at where id = :id
            """)
        .param("id", id)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** How many groups have joined the storm of an incident; 0 where there was none. */
  int stormSize(String incidentNumber) {
    return jdbc.sql(
            """
            select coalesce(sum(alert_groups), 0) from alert_storm where incident_number = :number
            """)
        .param("number", incidentNumber)
        .query(Integer.class)
        .single();
  }

  private static AlertGroup group(ResultSet row, int index) throws SQLException {
    String verdict = row.getString("verdict");
    return new AlertGroup(
        row.getLong("id"),
        row.getString("source"),
        row.getString("incident_number"),
        row.getString("title"),
        row.getString("severity"),
        row.getBoolean("firing"),
        row.getInt("notifications"),
        instant(row, "first_at"),
        instant(row, "last_at"),
        instant(row, "resolved_at"),
        row.getObject("impact", Integer.class),
        row.getObject("urgency", Integer.class),
        row.getString("because"),
        AlertRule.OnResolved.valueOf(row.getString("on_resolved")),
        verdict == null ? null : AlertGroup.Verdict.valueOf(verdict),
        row.getString("verdict_comment"),
        row.getString("verdict_by"),
        instant(row, "verdict_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }
}
