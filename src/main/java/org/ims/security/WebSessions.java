package org.ims.security;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sessions of all nodes, so that nobody has more than the operator allows, for longer. */
@Service
class WebSessions {

  private final JdbcClient jdbc;
  private final SignIns signIns;
  private final Clock clock;
  private final Duration longest;
  private final int most;

  WebSessions(
      JdbcClient jdbc,
      SignIns signIns,
      Clock clock,
      @Value("${ims.security.sessions.longest}") Duration longest,
      @Value("${ims.security.sessions.most-per-user}") int most) {
    this.jdbc = jdbc;
    this.signIns = signIns;
    this.clock = clock;
    this.longest = longest;
    this.most = most;
  }

  /**
   * Begins one; of the person's others the oldest end when there are too many.
   *
   * @param session the web server's, whose first requests may come side by side and yet are one
   */
  @Transactional
  public SignedIn begin(String session, String person, String door, String address) {
    Instant now = clock.instant();
    SignedIn begun = new SignedIn(person, key(session, person), now, now);
    jdbc.sql("select pg_advisory_xact_lock(hashtext('web-session'), hashtext(?))")
        .param(person)
        .query()
        .listOfRows();
    jdbc.sql("delete from web_session where since < cast(? as timestamptz)")
        .param(now.minus(longest).toString())
        .update();
    int added =
        jdbc.sql(
                "insert into web_session (key, person, since, seen_at) values (?, ?, cast(? as"
                    + " timestamptz), cast(? as timestamptz)) on conflict do nothing")
            .params(begun.key(), person, now.toString(), now.toString())
            .update();
    if (added == 0) {
      return begun;
    }
    List<String> tooMany =
        jdbc.sql(
                """
                delete from web_session where key in (
                    select key from web_session where person = ? and key <> ?
                    order by since desc, key offset ?)
                returning key
                """)
            .params(person, begun.key(), most - 1)
            .query(String.class)
            .list();
    signIns.signedIn(person, door, address);
    tooMany.forEach(any -> signIns.sessionEnded(person, "too-many"));
    return begun;
  }

  /** Not the session's own id: whoever reads the table must not become its owner. */
  private static String key(String session, String person) {
    return UUID.nameUUIDFromBytes((session + " " + person).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** From now on the provider can end it. */
  @Transactional
  public void belongsTo(OidcSession provider, SignedIn session) {
    jdbc.sql("update web_session set provider_subject = ?, provider_session = ? where key = ?")
        .params(provider.subject(), provider.session(), session.key())
        .update();
  }

  /**
   * The provider ended one of its sessions, or all of a person.
   *
   * @param subject null when only the session is known
   * @param providerSession null for all of the person
   */
  @Transactional
  public void endOfProvider(String subject, String providerSession) {
    jdbc.sql(
            """
            delete from web_session
            where (cast(:subject as text) is null and provider_session is not null
                   or provider_subject = :subject)
              and (cast(:session as text) is null or provider_session = :session)
            returning person
            """)
        .param("subject", subject)
        .param("session", providerSession)
        .query(String.class)
        .list()
        .forEach(person -> signIns.sessionEnded(person, "provider"));
  }

  /** Whether the session has lasted as long as one may, told to the journal when it has. */
  @Transactional
  public boolean isOver(SignedIn session) {
    if (clock.instant().isBefore(session.since().plus(longest))) {
      return false;
    }
    if (remove(session)) {
      signIns.sessionEnded(session.person(), "lifetime");
    }
    return true;
  }

  /** Whether nobody has ended it on another node or by beginning too many. */
  @Transactional
  public boolean isKnown(SignedIn session) {
    return jdbc.sql("update web_session set seen_at = cast(? as timestamptz) where key = ?")
            .params(clock.instant().toString(), session.key())
            .update()
        == 1;
  }

  /** Its owner left. */
  @Transactional
  public void end(SignedIn session) {
    if (remove(session)) {
      signIns.signedOut(session.person());
    }
  }

  private boolean remove(SignedIn session) {
    return jdbc.sql("delete from web_session where key = ?").param(session.key()).update() == 1;
  }
}
