package org.ims.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ims.incident.Journal;
import org.ims.incident.JournalFact;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells the journal who signed in, who failed to and who left. What a stranger can repeat at will
 * is counted by the hour, and told at the first time and at each power of ten. A login that does
 * not exist is not written down: it may be a password in the wrong field.
 */
@Service
class SignIns {

  private static final Duration COUNTS_KEPT = Duration.ofDays(30);

  /** For whoever is nobody here. */
  private static final String NOBODY = "";

  private final JdbcClient jdbc;
  private final Journal journal;
  private final Clock clock;
  private final int attemptsThatLock;

  SignIns(
      JdbcClient jdbc,
      Journal journal,
      Clock clock,
      @Value("${camunda.bpm.generic-properties.properties.login-max-attempts}")
          int attemptsThatLock) {
    this.jdbc = jdbc;
    this.journal = journal;
    this.clock = clock;
    this.attemptsThatLock = attemptsThatLock;
  }

  /** Somebody began a session. */
  @Transactional
  public void signedIn(String person, String door, String address) {
    journal.record(
        JournalFact.of(null, "signed-in")
            .by(person)
            .with("door", door)
            .withPersonal("address", address));
  }

  /** A program sent login and password; told once an hour, since it does so with each request. */
  @Transactional
  public void signedInByPassword(String person, String address) {
    if (count(person, "password") == 1) {
      signedIn(person, "api", address);
    }
  }

  @Transactional
  public void signedOut(String person) {
    journal.record(JournalFact.of(null, "signed-out").by(person));
  }

  /** A session ended against the will of its owner. */
  @Transactional
  public void sessionEnded(String person, String reason) {
    journal.record(
        JournalFact.of(null, "session-ended").by("").with("person", person).with("reason", reason));
  }

  /** A password was wrong, or the login is locked or unknown. */
  @Transactional
  public void failed(String login, String address) {
    Optional<Integer> attempts =
        jdbc.sql("select coalesce(attempts_, 0) from act_id_user where id_ = ?")
            .param(login)
            .query(Integer.class)
            .optional();
    String person = attempts.isPresent() ? login : NOBODY;
    tellNowAndThen("sign-in-failed", person, "failed", address);
    if (attempts.orElse(0) >= attemptsThatLock && count(person, "locked") == 1) {
      journal.record(JournalFact.of(null, "sign-in-locked").by("").with("person", person));
    }
  }

  @Transactional
  public void tokenRefused(String address) {
    tellNowAndThen("api-token-refused", NOBODY, "token", address);
  }

  private void tellNowAndThen(String fact, String person, String kind, String address) {
    long times = count(person, kind);
    if (isPowerOfTen(times)) {
      journal.record(
          JournalFact.of(null, fact)
              .by("")
              .with("person", person.equals(NOBODY) ? null : person)
              .with("timesThisHour", times)
              .withPersonal("address", address));
    }
  }

  /** How often it happened in the present hour, this time too. */
  private long count(String person, String kind) {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    long times =
        jdbc.sql(
                """
                insert into sign_in_count (person, kind, hour, times)
                values (?, ?, cast(? as timestamptz), 1)
                on conflict (person, kind, hour) do update set times = sign_in_count.times + 1
                returning times
                """)
            .params(person, kind, hour.toString())
            .query(Long.class)
            .single();
    if (times == 1) {
      jdbc.sql("delete from sign_in_count where hour < cast(? as timestamptz)")
          .param(hour.minus(COUNTS_KEPT).toString())
          .update();
    }
    return times;
  }

  private static boolean isPowerOfTen(long number) {
    long rest = number;
    while (rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
