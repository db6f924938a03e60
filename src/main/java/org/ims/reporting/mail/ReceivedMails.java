package org.ims.reporting.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ims.incident.Reader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every mail that the mailbox held. */
@Component
class ReceivedMails {

  private final JdbcClient jdbc;

  ReceivedMails(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes a mail for the current transaction, of which it must be the first statement: whoever
   * holds a copy waits here until the first one has committed or rolled back.
   *
   * @return its identifier, or empty when it was taken before
   */
  Optional<Long> take(byte[] digest, MailHeaders mail, long size, Instant at) {
    return jdbc.sql(
            """
            insert into received_mail (digest, message_id, sender, subject, sent_at, received_at,
                size)
            values (:digest, :messageId, :sender, :subject, :sentAt, :at, :size)
            on conflict do nothing returning id
            """)
        .param("digest", digest)
        .param("messageId", mail.messageId())
        .param("sender", mail.sender())
        .param("subject", mail.subject())
        .param("sentAt", timestamp(mail.sentAt()))
        .param("at", timestamp(at))
        .param("size", size)
        .query(Long.class)
        .optional();
  }

  /** Notes which of these incidents a mail is about; those that do not exist are left out. */
  void isAbout(long id, Collection<String> numbers) {
    if (numbers.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into received_mail_about (mail, incident_number)
            select :id, number from incident where number in (:numbers)
            """)
        .param("id", id)
        .param("numbers", numbers)
        .update();
  }

  /** What became of a mail that lies in the mailbox once more. */
  MailState again(byte[] digest) {
    return MailState.valueOf(
        jdbc.sql(
                """
                update received_mail set deliveries = deliveries + 1 where digest = ?
                returning state
                """)
            .param(digest)
            .query(String.class)
            .single());
  }

  /** It became no incident. */
  void ended(long id, MailState state, Reason reason, String detail) {
    jdbc.sql("update received_mail set state = ?, reason = ?, detail = ? where id = ?")
        .params(state.name(), reason.name(), detail, id)
        .update();
  }

  /** It became an incident, or joined one. */
  void belongs(long id, MailState state, Reason reason, String number, String actor, String text) {
    jdbc.sql(
            """
            update received_mail set state = :state, reason = :reason, incident_number = :number,
                actor = :actor, text = :text
            where id = :id
            """)
        .param("id", id)
        .param("state", state.name())
        .param("reason", reason == null ? null : reason.name())
        .param("number", number)
        .param("actor", actor)
        .param("text", text)
        .update();
  }

  /** Open tasks of its incident are to show what it adds. */
  void wantShown(long id) {
    jdbc.sql("update received_mail set to_show = true where id = ?").param(id).update();
  }

  /** The first mail after this one that open tasks are still to show. */
  Optional<ReceivedMail> nextToShow(long after) {
    return jdbc.sql("select * from received_mail where to_show and id > ? order by id limit 1")
        .param(after)
        .query(ReceivedMails::mail)
        .optional();
  }

  void shown(long id) {
    jdbc.sql("update received_mail set to_show = false where id = ?").param(id).update();
  }

  /** How many mails of a sender were taken since then. */
  int takenSince(String sender, Instant since) {
    return jdbc.sql(
            """
            select count(*) from received_mail
            where sender = :sender and received_at > :since and state in ('REPORTED', 'JOINED')
            """)
        .param("sender", sender)
        .param("since", timestamp(since))
        .query(Integer.class)
        .single();
  }

  /** How many mails of people without an account became reports since then. */
  int reportedByStrangersSince(Instant since) {
    return jdbc.sql(
            """
            select count(*) from received_mail
            where received_at > ? and state = 'REPORTED' and actor = sender
            """)
        .param(timestamp(since))
        .query(Integer.class)
        .single();
  }

  /** How many mails were refused since then in a way that can lose a report, by reason. */
  Map<Reason, Integer> refusedSince(Instant since) {
    Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
    jdbc.sql(
            """
            select reason, count(*) as mails from received_mail
            where received_at > ? and state = 'REFUSED'
              and reason in ('TOO_OFTEN', 'INVALID', 'FAILED')
            group by reason
            """)
        .param(timestamp(since))
        .query(
            row -> {
              refused.put(Reason.valueOf(row.getString("reason")), row.getInt("mails"));
            });
    return refused;
  }

  /** Asks for an answer to its sender, who has got none since then. */
  void wantAnswer(long id, String sender, Instant since) {
    jdbc.sql(
            """
            update received_mail set answer = 'PENDING' where id = :id and not exists (
                select from received_mail
                where sender = :sender and answer is not null and received_at > :since)
            """)
        .param("id", id)
        .param("sender", sender)
        .param("since", timestamp(since))
        .update();
  }

  /** Those whose sender is still to be told, the oldest first, which nobody else is telling. */
  Optional<ReceivedMail> lockNextToAnswer(long after) {
    return jdbc.sql(
            """
            select * from received_mail where answer = 'PENDING' and id > ?
            order by id limit 1 for update skip locked
            """)
        .param(after)
        .query(ReceivedMails::mail)
        .optional();
  }

  void answered(long id, ReceivedMail.AnswerState state, Instant at) {
    jdbc.sql("update received_mail set answer = ?, answered_at = ? where id = ?")
        .params(state.name(), timestamp(at), id)
        .update();
  }

  /** The mails of an incident, in the order in which they came. */
  List<ReceivedMail> ofIncident(String number) {
    return jdbc.sql("select * from received_mail where incident_number = ? order by id")
        .param(number)
        .query(ReceivedMails::mail)
        .list();
  }

  /** The newest mails, without those that became, joined or name what must not be seen. */
  List<ReceivedMail> newest(MailState state, Reason reason, Reader reader, int most) {
    return jdbc.sql(
            """
            select m.* from received_mail m
            where (cast(:state as varchar) is null or m.state = :state)
              and (cast(:reason as varchar) is null or m.reason = :reason)
              and (:seesAll or not exists (
                  select from (
                      select m.incident_number as number where m.incident_number is not null
                      union all
                      select a.incident_number from received_mail_about a where a.mail = m.id) named
                  where not exists (
                      select from incident i
                      where i.number = named.number
                        and (not i.restricted or i.reporter = :user or i.team in (:groups)))))
            order by m.id desc limit :most
            """)
        .param("state", state == null ? null : state.name())
        .param("reason", reason == null ? null : reason.name())
        .param("seesAll", reader.seesAll())
        .param("user", reader.user())
        .param("groups", reader.groups().isEmpty() ? Set.of("") : reader.groups())
        .param("most", most)
        .query(ReceivedMails::mail)
        .list();
  }

  private static ReceivedMail mail(ResultSet row, int index) throws SQLException {
    String reason = row.getString("reason");
    String answer = row.getString("answer");
    return new ReceivedMail(
        row.getLong("id"),
        row.getString("sender"),
        row.getString("subject"),
        instant(row, "sent_at"),
        instant(row, "received_at"),
        row.getLong("size"),
        MailState.valueOf(row.getString("state")),
        reason == null ? null : Reason.valueOf(reason),
        row.getString("detail"),
        row.getString("incident_number"),
        row.getString("actor"),
        row.getString("text"),
        row.getInt("deliveries"),
        answer == null ? null : ReceivedMail.AnswerState.valueOf(answer));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }
}
