package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.documentation.journal.verification.StoredEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the chain of an incident, its personal texts opened as far as they can be. */
@Component
class JournalEntries {

  /** Stands for a text whose key was erased. */
  static final String ERASED = "(erased)";

  private static final String AT = "body::json ->> 'at'";

  private final JdbcClient jdbc;
  private final ChainKeys keys;

  JournalEntries(JdbcClient jdbc, ChainKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /**
   * An entry as people read it.
   *
   * @param body all that is not sealed
   * @param personal what was sealed; empty when nothing was, or when it was erased
   */
  record Opened(long seq, JsonNode body, Map<String, String> personal) {

    String kind() {
      return body.path("kind").asText();
    }

    Instant at() {
      return Instant.parse(body.path("at").asText());
    }

    /** A person outside of the staff is known by a text that can be erased. */
    String actor() {
      return personal.getOrDefault("actor", body.path("actor").asText());
    }

    /** A fact as text; empty when there is none. */
    String fact(String name) {
      return body.path("facts").path(name).asText("");
    }

    /** Whether something was sealed that nobody can read any more. */
    boolean erased() {
      return body.has("sealed") && personal.isEmpty();
    }

    /** A text that can be erased, or the word for one that was. */
    String personal(String name) {
      return personal.getOrDefault(name, ERASED);
    }
  }

  /**
   * An entry with what proves it.
   *
   * @param recorded when it was written, by the database's clock
   * @param hash in hexadecimal digits
   */
  record Written(Opened entry, Instant recorded, String hash) {}

  /** Those after a number, in the order of the chain. */
  List<Written> after(String chain, long seq, int limit) {
    return written(chain, "seq > ? order by seq", seq, limit);
  }

  /** Those before a number, the newest first. */
  List<Written> before(String chain, long seq, int limit) {
    return written(chain, "seq < ? order by seq desc", seq, limit);
  }

  private List<Written> written(String chain, String which, long seq, int limit) {
    Optional<byte[]> key = keys.forReading(chain);
    return jdbc.sql(
            "select seq, body, recorded, hash from journal_entry where chain = ? and "
                + which
                + " limit ?")
        .params(chain, seq, limit)
        .query(
            (row, at) ->
                new Written(
                    open(chain, row(row, at), key),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    StoredEntry.hex(row.getBytes(4))))
        .list();
  }

  /** The kinds of which a chain has entries. */
  Set<String> kindsIn(String chain) {
    return new TreeSet<>(
        jdbc.sql("select distinct kind from journal_entry where chain = ?")
            .param(chain)
            .query(String.class)
            .list());
  }

  /**
   * The newest entries of some kinds, in the order in which things happened, which is not always
   * the one in which they were written down.
   *
   * @param before only what happened earlier; null for the newest of all
   * @param limit how many; those of the instant of the last one come on top
   */
  List<Opened> newest(String chain, Collection<String> kinds, Instant before, int limit) {
    if (kinds.isEmpty()) {
      return List.of();
    }
    return open(
        chain,
        jdbc.sql(
                """
                select seq, body from (
                  select seq, body from journal_entry
                  where chain = :chain and kind in (:kinds) and %1$s < :before
                  order by %1$s desc fetch first :limit rows with ties) as newest
                order by %1$s, seq
                """
                    .formatted(AT))
            .param("chain", chain)
            .param("kinds", kinds)
            // Behind every time, as the journal writes times.
            .param("before", before == null ? "9999-12-31" : StoredEntry.time(before))
            .param("limit", limit)
            .query(JournalEntries::row)
            .list());
  }

  /** One entry of an incident. */
  Optional<Opened> find(String chain, long seq) {
    return open(
            chain,
            jdbc.sql("select seq, body from journal_entry where chain = ? and seq = ?")
                .params(chain, seq)
                .query(JournalEntries::row)
                .list())
        .stream()
        .findFirst();
  }

  /** The last entry of a kind that has a fact of this value. */
  Optional<Opened> last(String chain, Collection<String> kinds, String fact, String value) {
    return open(
            chain,
            jdbc.sql(
                    """
                    select seq, body from journal_entry
                    where chain = :chain and kind in (:kinds) and body::json -> 'facts' ->> :fact = :value
                    order by seq desc limit 1
                    """)
                .param("chain", chain)
                .param("kinds", kinds)
                .param("fact", fact)
                .param("value", value)
                .query(JournalEntries::row)
                .list())
        .stream()
        .findFirst();
  }

  private record Row(long seq, String body) {}

  private static Row row(ResultSet row, int index) throws SQLException {
    return new Row(row.getLong(1), row.getString(2));
  }

  private List<Opened> open(String chain, List<Row> rows) {
    Optional<byte[]> key = rows.isEmpty() ? Optional.empty() : keys.forReading(chain);
    return rows.stream().map(row -> open(chain, row, key)).toList();
  }

  private static Opened open(String chain, Row row, Optional<byte[]> key) {
    JsonNode body = EntryBody.read(row.body());
    String sealed = body.path("sealed").asText("");
    Map<String, String> personal =
        sealed.isEmpty() || key.isEmpty() ? Map.of() : SealedTexts.open(key.get(), chain, sealed);
    return new Opened(row.seq(), body, personal);
  }
}
