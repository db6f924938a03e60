package org.ims.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What monitoring is told.
 *
 * @param readEvery for how long figures from the database are given out again before they are read
 *     anew; PT0S reads them each time
 * @param outboxDepth more waiting notices than this are a trouble that the health tells; 1 or more
 * @param outboxAge so is a notice that has waited for longer than this
 */
@ConfigurationProperties("ims.monitoring")
record MonitoringSettings(Duration readEvery, int outboxDepth, Duration outboxAge) {

  MonitoringSettings {
    if (readEvery == null || readEvery.isNegative()) {
      throw new IllegalArgumentException("ims.monitoring.read-every must be PT0S or longer.");
    }
    if (outboxDepth < 1) {
      throw new IllegalArgumentException("ims.monitoring.outbox-depth must be 1 or more.");
    }
    if (outboxAge == null || outboxAge.isNegative() || outboxAge.isZero()) {
      throw new IllegalArgumentException("ims.monitoring.outbox-age must be longer than PT0S.");
    }
  }
}
