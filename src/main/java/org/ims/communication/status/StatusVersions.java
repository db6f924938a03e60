package org.ims.communication.status;

import java.util.EnumMap;
import java.util.Map;
import org.ims.communication.updates.UpdatePublished;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts what is published, for each kind of reader apart: that people inside were told something
 * is nothing for those outside. All nodes read the same numbers.
 */
@Component
class StatusVersions {

  private final JdbcClient jdbc;
  private final StatusSettings settings;

  StatusVersions(JdbcClient jdbc, StatusSettings settings) {
    this.jdbc = jdbc;
    this.settings = settings;
  }

  /**
   * In the transaction that publishes, so that nobody is called before there is something to see;
   * at its very end, because the row is locked from then on.
   */
  @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
  void count(UpdatePublished published) {
    for (Readers readers : Readers.values()) {
      if (settings.audiences(readers).contains(published.audience())) {
        jdbc.sql(
                """
                update status_version set version = version + 1
                where readers = :readers and exists (
                  select 1 from incident i
                  join service s on s.key = coalesce(i.affected_service, i.reported_service)
                  where i.number = :number and not i.restricted and not i.drill
                    and (:inside or (s.active and s.status_public)))
                """)
            .param("readers", readers.name())
            .param("number", published.incidentNumber())
            .param("inside", readers == Readers.INSIDE)
            .update();
      }
    }
  }

  /** How often each kind of reader was told something. */
  Map<Readers, Long> current() {
    Map<Readers, Long> versions = new EnumMap<>(Readers.class);
    jdbc.sql("select readers, version from status_version")
        .query(
            row -> {
              versions.put(Readers.valueOf(row.getString("readers")), row.getLong("version"));
            });
    return versions;
  }
}
