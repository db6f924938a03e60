package org.ims.reporting.mail;

import java.sql.Timestamp;
import java.time.Clock;
import org.ims.engine.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Counts how often taking a mail was begun and never ended, as when it ends the application or
 * never stops. The mail is known by its bytes, which nobody has to take apart for that.
 */
@Component
@WhereMailboxIsOn
class MailAttempts {

  private final JdbcClient jdbc;
  private final Clock clock;

  MailAttempts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An attempt begins, which is on record whatever becomes of it.
   *
   * @return how many began before it and did not end
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  int begin(IncomingMail mail) {
    return jdbc.sql(
                """
                insert into received_mail_attempt as mine (digest, attempts, first_at)
                values (:digest, 1, :at)
                on conflict (digest) do update set attempts = mine.attempts + 1 returning attempts
                """)
            .param("digest", key(mail))
            .param("at", Timestamp.from(clock.instant()))
            .query(Integer.class)
            .single()
        - 1;
  }

  /** The attempt ended, well or with a failure that we survived. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void end(IncomingMail mail) {
    jdbc.sql("delete from received_mail_attempt where digest = ?").param(key(mail)).update();
  }

  private static byte[] key(IncomingMail mail) {
    return Sha256.of(mail.raw());
  }
}
