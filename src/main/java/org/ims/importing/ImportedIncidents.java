package org.ims.importing;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ims.incident.Incident;
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
   * @param kept whether our promise to resolve was kept, or null while it is not resolved
   * @param recordedKept whether the other system's was, or null when the log does not say
   */
  record Imported(
      String number,
      IncidentState state,
      Priority priority,
      Priority recorded,
      Duration timeToResolve,
      Boolean kept,
      Boolean recordedKept) {

    static Imported of(Incident incident, Course course) {
      Instant resolved = incident.resolvedAt();
      return new Imported(
          incident.number(),
          incident.state(),
          incident.priority(),
          course.recordedPriority(),
          resolved == null ? null : Duration.between(incident.recordedAt(), resolved),
          resolved == null ? null : !incident.serviceLevelBreached(resolved),
          course.recordedServiceLevelKept());
    }
  }

  private final JdbcClient jdbc;

  ImportedIncidents(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Imported> find(String externalNumber) {
    return jdbc.sql(
            """
            select i.number, i.state, i.priority, m.recorded_priority, i.recorded_at, i.resolved_at,
              i.resolved_at <= i.resolve_due, m.recorded_service_level_kept
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
                    between(row.getTimestamp(5), row.getTimestamp(6)),
                    row.getObject(7, Boolean.class),
                    row.getObject(8, Boolean.class)))
        .optional();
  }

  /** In the transaction of the replay, so that both are there or neither is. */
  void add(Course course, String number, Instant at) {
    Priority recorded = course.recordedPriority();
    jdbc.sql(
            """
            insert into imported_incident
                (source, external_number, incident_number, recorded_priority,
                 recorded_service_level_kept, imported_at)
            values (:source, :external, :number, :recorded, :kept, :at)
            """)
        .param("source", SOURCE)
        .param("external", course.number())
        .param("number", number)
        .param("recorded", recorded == null ? null : recorded.name())
        .param("kept", course.recordedServiceLevelKept(), Types.BOOLEAN)
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
