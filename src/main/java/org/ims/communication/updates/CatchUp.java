package org.ims.communication.updates;

import org.ims.incident.Incidents;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Chooses the audiences of incidents that were worked on before there were any; once. */
@Component
class CatchUp {

  private final JdbcClient jdbc;
  private final Incidents incidents;
  private final Updates updates;

  CatchUp(JdbcClient jdbc, Incidents incidents, Updates updates) {
    this.jdbc = jdbc;
    this.incidents = incidents;
    this.updates = updates;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Transactional
  public void announce() {
    jdbc.sql("delete from announcement_due returning incident_number")
        .query(String.class)
        .list()
        .forEach(number -> updates.announce(incidents.get(number), null));
  }
}
