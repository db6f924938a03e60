package org.ims.communication.status;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.ims.communication.updates.UpdatePublished;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells audiences something, past the people and processes that otherwise do it. */
public class Told {

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transaction;

  public Told(
      JdbcClient jdbc, ApplicationEventPublisher events, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.events = events;
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Nobody was told anything, and no service is shown outside. */
  public void forgetAll() {
    jdbc.sql("delete from stakeholder_update").update();
    jdbc.sql("delete from audience_communication").update();
    jdbc.sql("update service set status_public = false, active = active or key = 'mail'").update();
  }

  public void show(String... services) {
    jdbc.sql("update service set status_public = true where key in (:keys)")
        .param("keys", List.of(services))
        .update();
  }

  /** Sent, as the process does it. */
  public void tell(String number, String audience, String status, String text, Instant at) {
    tell(number, audience, status, text, at, null);
  }

  public void tell(
      String number, String audience, String status, String text, Instant at, Instant next) {
    transaction.executeWithoutResult(
        any -> {
          write(number, audience, "SENT", status, text, at, next);
          events.publishEvent(new UpdatePublished(number, audience));
        });
  }

  /** Kept in any state, without a word to anybody. */
  public void write(
      String number,
      String audience,
      String state,
      String status,
      String text,
      Instant at,
      Instant next) {
    long communication =
        jdbc.sql(
                """
                insert into audience_communication (incident_number, audience, name, writers,
                  approvers, told, opened_at, ended_at)
                values (?, ?, 'LEAK-name', 'LEAK-writers', 'LEAK-approvers', 'LEAK-told', ?, ?)
                returning id
                """)
            .params(number, audience, utc(at), utc(at))
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into stakeholder_update (communication_id, incident_number, audience, state,
              status, text, next_update_at, due_at, author, written_at, approver, comment, sent_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'LEAK-author', ?, 'LEAK-approver', 'LEAK-comment', ?)
            """)
        .params(
            java.util.Arrays.asList(
                communication,
                number,
                audience,
                state,
                status,
                text,
                next == null ? null : utc(next),
                utc(at),
                utc(at),
                state.equals("SENT") ? utc(at) : null))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
