package org.ims.reporting.mail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
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

  /**
   * Attempts before this one.
   *
   * @param unended how many began and did not end
   * @param firstAt when the first of all began, which may be this one
   */
  record Earlier(int unended, Instant firstAt) {}

  private final JdbcClient jdbc;
  private final Clock clock;

  MailAttempts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An attempt begins, which is on record whatever becomes of it.
   *
   * @return what is known of those before it
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  Earlier begin(IncomingMail mail) {
    return jdbc.sql(
            """
            insert into received_mail_attempt as mine (digest, attempts, first_at)
            values (:digest, 1, :at)
            on conflict (digest) do update set attempts = mine.attempts + 1
            returning attempts, first_at
            """)
        .param("digest", key(mail))
        .param("at", Timestamp.from(clock.instant()))
        .query(
            (row, index) ->
                new Earlier(row.getInt("attempts") - 1, row.getTimestamp("first_at").toInstant()))
        .single();
  }

  /** We survived the attempt, which does not count, and the mail waits for another one. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void later(IncomingMail mail, Earlier earlier) {
    jdbc.sql("update received_mail_attempt set attempts = ? where digest = ?")
        .params(earlier.unended(), key(mail))
        .update();
  }

  /** The mail is done with, well or not. */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  void end(IncomingMail mail) {
    jdbc.sql("delete from received_mail_attempt where digest = ?").param(key(mail)).update();
  }

  private static byte[] key(IncomingMail mail) {
    return Sha256.of(mail.raw());
  }
}
