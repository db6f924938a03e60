package org.ims.reporting.webhooks;

import java.time.Instant;
import java.util.Locale;

/**
 * A machine that may report.
 *
 * @param name its name, which is the reporter of its incidents
 * @param defaultService key of the service that its alerts are about when nothing says otherwise
 * @param ratePerMinute how many deliveries are taken in a minute
 * @param stormThreshold how many new incidents a minute it may open; further alerts join a storm
 * @param revokedAt when it lost its right to report, or null
 */
record WebhookSource(
    String name,
    Kind kind,
    Authentication authentication,
    String defaultService,
    int ratePerMinute,
    int stormThreshold,
    String createdBy,
    Instant createdAt,
    Instant revokedAt) {

  /** What it speaks, which is also the path it sends to. */
  enum Kind {
    ALERTMANAGER,
    GRAFANA,
    CLOUDEVENTS;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How it proves that a delivery is its own. */
  enum Authentication {
    /** A token in the Authorization header. */
    BEARER,
    /** A signature over the body, as Standard Webhooks has it. */
    HMAC
  }

  boolean isActive() {
    return revokedAt == null;
  }
}
