package org.ims.operations;

import java.util.Optional;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether notices leave the house. While they do not they wait, and everything else works, so that
 * the application is degraded and not down.
 */
@Component("outboxHealthIndicator")
class OutboxHealth implements HealthIndicator {

  private final Readings readings;
  private final MonitoringSettings settings;

  OutboxHealth(Readings readings, MonitoringSettings settings) {
    this.readings = readings;
    this.settings = settings;
  }

  @Override
  public Health health() {
    Optional<Readings.Figures> figures = readings.figures();
    if (figures.isEmpty()) {
      return Health.unknown().withDetail("because", "The outbox cannot be read.").build();
    }
    Readings.Outbox outbox = figures.get().outbox();
    boolean fine =
        outbox.pending() <= settings.outboxDepth()
            && outbox.age().compareTo(settings.outboxAge()) <= 0;
    return (fine ? Health.up() : Health.status(Degraded.STATUS))
        .withDetail("pending", outbox.pending())
        .withDetail("undelivered", outbox.undelivered())
        .withDetail("oldestSeconds", outbox.age().toSeconds())
        .build();
  }
}
