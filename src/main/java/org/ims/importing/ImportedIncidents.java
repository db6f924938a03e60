package org.ims.importing;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ims.incident.IncidentState;
import org.ims.incident.Priority;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which incidents of ServiceNow have become which of ours. */
@Repository
class ImportedIncidents {

  private static final String SOURCE = ImportedNames.SYSTEM;

  /**
   * What an import made of an incident.
   *
   * @param priority ours, or null when it has none
   * @param recorded the other system's, or null when the log has none
   * @param timeToResolve from report to resolution, or null while it is not resolved
   */
  record Imported(
      String number,
      IncidentState state,
      Priority priority,
      Priority recorded,
      Duration timeToResolve) {}

  private final JdbcClient jdbc;

  ImportedIncidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Imported> find(String externalNumber) {
    return jdbc.sql(
            """
            select i.number, i.state, i.priority, m.recorded_priority, i.recorded_at, i.resolved_at
            from imported_incident m join incident i on i.number = m.incident_number
            where m.source = :source and m.external_number = :number
            """)
        .param("source", SOURCE)
        .param("number", externalNumber)
        .query(
            (row, index) ->
                new Imported(
                    row.getString(1),
                    IncidentState.valueOf(row.getString(2)),
                    priority(row.getString(3)),
                    priority(row.getString(4)),
                    between(row.getTimestamp(5), row.getTimestamp(6))))
        .optional();
  }

  /** In the transaction of the replay, so that both are there or neither is. */
  void add(String externalNumber, String number, Priority recorded, Instant at) {
    jdbc.sql(
            """
            insert into imported_incident
                (source, external_number, incident_number, recorded_priority, imported_at)
            values (:source, :external, :number, :recorded, :at)
            """)
        .param("source", SOURCE)
        .param("external", externalNumber)
        .param("number", number)
        .param("recorded", recorded == null ? null : recorded.name())
        .param("at", Timestamp.from(at))
        .update();
  }

  private static Priority priority(String name) {
    return name == null ? null : Priority.valueOf(name);
  }

  private static Duration between(Timestamp start, Timestamp end) {
    return end == null ? null : Duration.between(start.toInstant(), end.toInstant());
  }
}
