package org.ims.engine;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.ims.engine.web.EngineRequest;
import org.ims.incident.Incident;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.ims.incident.Reader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps in the journal who read a restricted incident over HTTP: once for each person, incident and
 * hour. Its reporter, and its team as long as it works on it, are left out.
 */
@Component
class RestrictedReads {

  private static final Logger LOG = LoggerFactory.getLogger(RestrictedReads.class);

  private final JdbcClient jdbc;
  private final Journal journal;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RestrictedReads(JdbcClient jdbc, Journal journal, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Somebody who may see the incident has asked for it. */
  void note(Incident incident, Reader reader) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null
        || EngineRequest.current().isPresent()
        || reader.user().isEmpty()
        || !incident.report().restricted()
        || worksOn(incident, reader)) {
      return;
    }
    String number = incident.number();
    String person = reader.user();
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      transaction.executeWithoutResult(status -> record(number, person, hour));
    } else if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
      record(number, person, hour);
    } else {
      // It can write nothing, and a second connection beside its own could starve the pool.
      request.registerDestructionCallback(
          "restricted-read " + number,
          () -> recordLater(number, person, hour),
          RequestAttributes.SCOPE_REQUEST);
    }
  }

  private static boolean worksOn(Incident incident, Reader reader) {
    return incident.report().reporter().equals(reader.user())
        || (!incident.state().isFinal()
            && incident.team() != null
            && reader.groups().contains(incident.team()));
  }

  private void recordLater(String number, String person, Instant hour) {
    try {
      transaction.executeWithoutResult(status -> record(number, person, hour));
    } catch (RuntimeException e) {
      LOG.error("That {} was read could not be recorded", number, e);
    }
  }

  private void record(String number, String person, Instant hour) {
    boolean first =
        jdbc.sql(
                    "insert into restricted_read (incident_number, person, hour) values (?, ?, ?) on"
                        + " conflict do nothing")
                .params(number, person, hour.atOffset(ZoneOffset.UTC))
                .update()
            > 0;
    if (first) {
      journal.record(JournalFact.of(number, "restricted-incident-read").by(person));
    }
  }
}
