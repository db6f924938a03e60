package org.ims.reporting.mail;

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

  private volatile Health last = Health.unknown().build();

  void worked(Instant at) {
    last = Health.up().withDetail("readAt", at).build();
  }

  void failed(String why, Instant at) {
    last = Health.status(DEGRADED).withDetail("because", why).withDetail("triedAt", at).build();
  }

  @Override
  public Health health() {
    return last;
  }
}
