package org.ims.operations;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.ims.incident.IncidentMoved;
import org.ims.incident.Incidents;
import org.ims.incident.Report;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counts the reports that were stored, by the way on which they came in; never by who or what. */
@Component
class IntakeCount {

  private final Incidents incidents;
  private final Map<Report.Source, Counter> counters = new EnumMap<>(Report.Source.class);

  IntakeCount(Incidents incidents, MeterRegistry registry) {
    this.incidents = incidents;
    for (Report.Source source : Report.Source.values()) {
      counters.put(
          source,
          Counter.builder("ims.intake.reports")
              .description("Reports that became incidents on this node since it started")
              .tag("source", source.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  @EventListener
  void incidentMoved(IncidentMoved move) {
    if (move.before() == null) {
      Counter counter = counters.get(incidents.get(move.number()).report().source());
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              counter.increment();
            }
          });
    }
  }
}
