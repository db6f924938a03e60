package org.ims.communication.channels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ims.communication.ChannelKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The channels, what is sealed of them, and what was done with them. */
@Component
class Channels {

  /**
   * What only a delivery needs.
   *
   * @param key of its signatures, or null
   * @param oldKey with which it is signed too until then, or null
   */
  record Sealed(byte[] url, byte[] key, byte[] oldKey, Instant oldKeyUntil) {}

  private final JdbcClient jdbc;

  Channels(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @return false when the name is taken
   */
  boolean add(Channel channel, byte[] sealedUrl, byte[] sealedKey) {
    return jdbc.sql(
                """
                insert into channel (name, kind, sealed_url, sealed_key, language, restricted,
                    created_by, created_at)
                values (:name, :kind, :url, :key, :language, :restricted, :by, :at)
                on conflict do nothing
                """)
            .param("name", channel.name())
            .param("kind", channel.kind().name())
            .param("url", sealedUrl)
            .param("key", sealedKey)
            .param("language", channel.language())
            .param("restricted", channel.restricted())
            .param("by", channel.createdBy())
            .param("at", Timestamp.from(channel.createdAt()))
            .update()
        == 1;
  }

  List<Channel> all() {
    return jdbc.sql("select * from channel order by name").query(Channels::channel).list();
  }

  Optional<Channel> find(String name) {
    return jdbc.sql("select * from channel where name = :name")
        .param("name", name)
        .query(Channels::channel)
        .optional();
  }

  Sealed sealed(String name) {
    return jdbc.sql(
            """
            select sealed_url, sealed_key, sealed_old_key, old_key_until from channel
            where name = :name
            """)
        .param("name", name)
        .query(
            (row, index) ->
                new Sealed(
                    row.getBytes("sealed_url"),
                    row.getBytes("sealed_key"),
                    row.getBytes("sealed_old_key"),
                    instant(row, "old_key_until")))
        .single();
  }

  void replaceUrl(String name, byte[] sealedUrl) {
    jdbc.sql(
            """
            update channel set sealed_url = :url, quiet_until = null where name = :name
            """)
        .param("name", name)
        .param("url", sealedUrl)
        .update();
  }

  void replaceKey(String name, byte[] sealedKey, Instant oldUntil) {
    jdbc.sql(
            """
            update channel set sealed_old_key = sealed_key, old_key_until = :until,
                sealed_key = :key
            where name = :name
            """)
        .param("name", name)
        .param("key", sealedKey)
        .param("until", Timestamp.from(oldUntil))
        .update();
  }

  void retire(String name, String by, Instant at) {
    jdbc.sql("update channel set retired_by = :by, retired_at = :at where name = :name")
        .param("name", name)
        .param("by", by)
        .param("at", Timestamp.from(at))
        .update();
  }

  void succeeded(String name, Instant at) {
    jdbc.sql("update channel set last_success_at = :at, quiet_until = null where name = :name")
        .param("name", name)
        .param("at", Timestamp.from(at))
        .update();
  }

  /**
   * @param quietUntil until when its server asked to be left alone, or null
   */
  void failed(String name, Instant at, String reason, Instant quietUntil) {
    jdbc.sql(
            """
            update channel set last_failure_at = :at, last_failure = :reason,
                quiet_until = coalesce(cast(:quiet as timestamptz), quiet_until)
            where name = :name
            """)
        .param("name", name)
        .param("at", Timestamp.from(at))
        .param("reason", reason)
        .param("quiet", quietUntil == null ? null : Timestamp.from(quietUntil))
        .update();
  }

  /**
   * Keeps who did what.
   *
   * @param outcome in words, or null
   */
  void audit(String name, Instant at, String actor, String action, String outcome) {
    jdbc.sql(
            """
            insert into channel_audit (channel, at, actor, action, outcome)
            values (:name, :at, :actor, :action, :outcome)
            """)
        .param("name", name)
        .param("at", Timestamp.from(at))
        .param("actor", actor)
        .param("action", action)
        .param("outcome", outcome)
        .update();
  }

  /** What was done with it, the newest first. */
  List<ChannelController.Deed> audit(String name, int most) {
    return jdbc.sql(
            """
            select at, actor, action, outcome from channel_audit
            where channel = :name order by id desc limit :most
            """)
        .param("name", name)
        .param("most", most)
        .query(
            (row, index) ->
                new ChannelController.Deed(
                    row.getTimestamp("at").toInstant(),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("outcome")))
        .list();
  }

  private static Channel channel(ResultSet row, int index) throws SQLException {
    return new Channel(
        row.getString("name"),
        ChannelKind.valueOf(row.getString("kind")),
        row.getString("language"),
        row.getBoolean("restricted"),
        row.getString("created_by"),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "retired_at"),
        instant(row, "last_success_at"),
        instant(row, "last_failure_at"),
        row.getString("last_failure"),
        instant(row, "quiet_until"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
