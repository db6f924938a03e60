package org.ims.reporting.mail;

import java.time.Clock;
import java.time.Instant;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the mailbox can be read from here. While it cannot, mails wait on their server and
 * everything else works, so that the application is degraded and not down.
 */
@Component("mailboxHealthIndicator")
@WhereMailboxIsOn
class MailboxHealth implements HealthIndicator {

  /** Its place among the others, and its HTTP status, stand in the settings. */
  static final Status DEGRADED = new Status("DEGRADED");

  private final IntakeSettings settings;
  private final Clock clock;
  private volatile Health last = Health.unknown().build();
  private volatile Instant beganAt;

  MailboxHealth(IntakeSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** A look begins, which ends in one of the others. */
  void began(Instant at) {
    beganAt = at;
  }

  void worked(Instant at) {
    beganAt = null;
    last = Health.up().withDetail("readAt", at).build();
  }

  void failed(String why, Instant at) {
    beganAt = null;
    last = Health.status(DEGRADED).withDetail("because", why).withDetail("triedAt", at).build();
  }

  @Override
  public Health health() {
    Instant began = beganAt;
    if (began != null && began.plus(settings.longestLook()).isBefore(clock.instant())) {
      return Health.status(DEGRADED)
          .withDetail("because", "A look into the mailbox does not come to its end.")
          .withDetail("triedAt", began)
          .build();
    }
    return last;
  }
}
