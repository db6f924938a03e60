package org.ims.reporting.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The sources, their secrets and what became of what they sent. */
@Component
class WebhookSources {

  private final JdbcClient jdbc;

  WebhookSources(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @return false when the name is taken
   */
  boolean add(WebhookSource source) {
    return jdbc.sql(
                """
                insert into webhook_source (name, kind, authentication, default_service,
                    rate_per_minute, storm_threshold, created_by, created_at)
                values (:name, :kind, :authentication, :service, :rate, :threshold, :by, :at)
                on conflict do nothing
                """)
            .param("name", source.name())
            .param("kind", source.kind().name())
            .param("authentication", source.authentication().name())
            .param("service", source.defaultService())
            .param("rate", source.ratePerMinute())
            .param("threshold", source.stormThreshold())
            .param("by", source.createdBy())
            .param("at", Timestamp.from(source.createdAt()))
            .update()
        == 1;
  }

  List<WebhookSource> all() {
    return jdbc.sql("select * from webhook_source order by name")
        .query(WebhookSources::source)
        .list();
  }

  Optional<WebhookSource> find(String name) {
    return jdbc.sql("select * from webhook_source where name = :name")
        .param("name", name)
        .query(WebhookSources::source)
        .optional();
  }

  /**
   * Lets deliveries of one source that open incidents follow one another. The weaker of the two
   * locks: a row that refers to the source needs no part of it, and many of them wait for each
   * other.
   */
  void lock(String name) {
    jdbc.sql("select 1 from webhook_source where name = :name for no key update")
        .param("name", name)
        .query()
        .singleRow();
  }

  void addSecret(String source, byte[] digest, byte[] sealedKey, String by, Instant at) {
    jdbc.sql(
            """
            insert into webhook_secret (source, digest, sealed_key, created_by, created_at)
            values (:source, :digest, :sealedKey, :by, :at)
            """)
        .param("source", source)
        .param("digest", digest)
        .param("sealedKey", sealedKey)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Every secret that is good without an end is good until then. */
  void endSecrets(String source, Instant until) {
    jdbc.sql(
            """
            update webhook_secret set valid_until = :until
            where source = :source and (valid_until is null or valid_until > :until)
            """)
        .param("source", source)
        .param("until", Timestamp.from(until))
        .update();
  }

  void revoke(String source, String by, Instant at) {
    jdbc.sql(
            """
            update webhook_source set revoked_by = :by, revoked_at = :at
            where name = :name and revoked_at is null
            """)
        .param("name", source)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Whose token this is the digest of, if it is good now. */
  Optional<WebhookSource> findByToken(byte[] digest, Instant now) {
    return jdbc.sql(
            """
            select s.* from webhook_source s join webhook_secret k on k.source = s.name
            where k.digest = :digest and (k.valid_until is null or k.valid_until > :now)
            """)
        .param("digest", digest)
        .param("now", Timestamp.from(now))
        .query(WebhookSources::source)
        .optional();
  }

  /** The keys with which this source may sign now, sealed. */
  List<byte[]> sealedKeys(String source, Instant now) {
    return jdbc.sql(
            """
            select sealed_key from webhook_secret
            where source = :source and sealed_key is not null
              and (valid_until is null or valid_until > :now)
            """)
        .param("source", source)
        .param("now", Timestamp.from(now))
        .query((row, index) -> row.getBytes("sealed_key"))
        .list();
  }

  /**
   * Takes a delivery for the current transaction. Must be its first statement: a copy waits here
   * until the first one has committed or rolled back.
   *
   * @return false when it was taken before
   */
  boolean take(String source, String deliveryId, Instant at) {
    return jdbc.sql(
                """
                insert into webhook_delivery (source, delivery_id, received_at, outcome)
                values (:source, :id, :at, 'TAKEN')
                on conflict do nothing
                """)
            .param("source", source)
            .param("id", deliveryId)
            .param("at", Timestamp.from(at))
            .update()
        == 1;
  }

  /** What became of a delivery that was taken. */
  void became(String source, String deliveryId, AlertReceipt receipt) {
    jdbc.sql(
            """
            update webhook_delivery set outcome = :outcome, incident_number = :number
            where source = :source and delivery_id = :id
            """)
        .param("source", source)
        .param("id", deliveryId)
        .param("outcome", receipt.outcome().name())
        .param("number", receipt.number())
        .update();
  }

  /** The answer to a delivery that was taken before. */
  Optional<AlertReceipt> receipt(String source, String deliveryId) {
    return jdbc.sql(
            """
            select outcome, incident_number from webhook_delivery
            where source = :source and delivery_id = :id
            """)
        .param("source", source)
        .param("id", deliveryId)
        .query(
            (row, index) ->
                new AlertReceipt(
                    row.getString("incident_number"),
                    AlertReceipt.Outcome.valueOf(row.getString("outcome"))))
        .optional();
  }

  /** Counts a refusal in its hour. */
  void refused(String source, String reason, Instant at) {
    jdbc.sql(
            """
            insert into webhook_refusal (source, reason, hour, count, last_at)
            values (:source, :reason, :hour, 1, :at)
            on conflict (source, reason, hour)
            do update set count = webhook_refusal.count + 1, last_at = excluded.last_at
            """)
        .param("source", source)
        .param("reason", reason)
        .param("hour", Timestamp.from(at.truncatedTo(ChronoUnit.HOURS)))
        .param("at", Timestamp.from(at))
        .update();
  }

  /** The latest deliveries, newest first. */
  List<SourceAudit.Delivery> deliveries(String source, int most) {
    return jdbc.sql(
            """
            select delivery_id, received_at, outcome, incident_number from webhook_delivery
            where source = :source order by received_at desc, id desc limit :most
            """)
        .param("source", source)
        .param("most", most)
        .query(
            (row, index) ->
                new SourceAudit.Delivery(
                    row.getTimestamp("received_at").toInstant(),
                    row.getString("delivery_id"),
                    row.getString("outcome").toLowerCase(Locale.ROOT),
                    row.getString("incident_number")))
        .list();
  }

  /** The latest refusals by hour, newest first. */
  List<SourceAudit.Refusals> refusals(String source, int most) {
    return jdbc.sql(
            """
            select reason, hour, count, last_at from webhook_refusal
            where source = :source order by hour desc, reason limit :most
            """)
        .param("source", source)
        .param("most", most)
        .query(
            (row, index) ->
                new SourceAudit.Refusals(
                    row.getTimestamp("hour").toInstant(),
                    row.getString("reason"),
                    row.getLong("count"),
                    row.getTimestamp("last_at").toInstant()))
        .list();
  }

  private static WebhookSource source(ResultSet row, int index) throws SQLException {
    Timestamp revoked = row.getTimestamp("revoked_at");
    return new WebhookSource(
        row.getString("name"),
        WebhookSource.Kind.valueOf(row.getString("kind")),
        WebhookSource.Authentication.valueOf(row.getString("authentication")),
        row.getString("default_service"),
        row.getInt("rate_per_minute"),
        row.getInt("storm_threshold"),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        revoked == null ? null : revoked.toInstant());
  }
}
