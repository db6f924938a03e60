package org.ims.servicelevel;

import java.time.Instant;
import java.util.Locale;
import org.ims.incident.Incident;

/** A step of an incident whose promise is watched. */
public enum Target {
  ACKNOWLEDGE,
  RESOLVE;

  /** As tables and processes write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Target of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }

  boolean isMet(Incident incident) {
    return switch (this) {
      case ACKNOWLEDGE -> incident.acknowledgedAt() != null;
      case RESOLVE -> incident.resolvedAt() != null;
    };
  }

  Instant due(Incident incident) {
    return switch (this) {
      case ACKNOWLEDGE -> incident.serviceLevel().acknowledgeDue();
      case RESOLVE -> incident.serviceLevel().resolveDue();
    };
  }

  String within(TargetChange change) {
    return switch (this) {
      case ACKNOWLEDGE -> change.acknowledgeWithin();
      case RESOLVE -> change.resolveWithin();
    };
  }
}
