package org.ims.reporting.mail;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/**
 * Whether the mailbox can be read from here. While it cannot, mails wait on their server and
 * everything else works, so that the application is degraded and not down; and so it is when mails
 * had to wait, or were refused in a way that can lose a report.
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

  /**
   * @param deferred how many mails wait because too many came
   * @param refused how many were refused lately of which somebody should know, by reason
   */
  void worked(Instant at, int deferred, Map<Reason, Integer> refused) {
    beganAt = null;
    Health.Builder health =
        deferred == 0 && refused.isEmpty() ? Health.up() : Health.status(DEGRADED);
    last =
        health
            .withDetail("readAt", at)
            .withDetail("deferred", deferred)
            .withDetail("refused", refused)
            .build();
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
