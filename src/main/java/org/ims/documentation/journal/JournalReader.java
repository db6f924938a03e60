package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.SealedTexts;
import org.ims.documentation.journal.verification.StoredEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the journal, with what is personal as far as its key is still there. */
@Component
class JournalReader {

  private final JdbcClient jdbc;
  private final ChainKeys keys;

  JournalReader(JdbcClient jdbc, ChainKeys keys) {
    this.jdbc = jdbc;
    this.keys = keys;
  }

  /**
   * An entry, readable.
   *
   * @param facts null when there are none
   * @param personal null when there is nothing, or nothing any more
   * @param erased whether there was something personal that nobody can read any more
   * @param place null when it happened in no process
   */
  record Read(
      long seq,
      Instant at,
      Instant recorded,
      String kind,
      String actor,
      JsonNode facts,
      Map<String, String> personal,
      boolean erased,
      JsonNode place,
      String hash) {}

  /** Those of an incident after a number, in their order. */
  List<Read> of(String number, long after, int limit) {
    Optional<byte[]> key = keys.forReading(number);
    return jdbc.sql(
            "select seq, recorded, body, hash from journal_entry where chain = ? and seq > ? order"
                + " by seq limit ?")
        .params(number, after, limit)
        .query((row, at) -> read(number, row, key))
        .list();
  }

  /** The newest of those that belong to no incident. */
  List<Read> newest(Long before, int limit) {
    Optional<byte[]> key = keys.forReading(StoredEntry.ORGANISATION);
    return jdbc.sql(
            "select seq, recorded, body, hash from journal_entry where chain = ? and seq < ? order"
                + " by seq desc limit ?")
        .params(StoredEntry.ORGANISATION, before == null ? Long.MAX_VALUE : before, limit)
        .query((row, at) -> read(StoredEntry.ORGANISATION, row, key))
        .list();
  }

  private static Read read(String chain, ResultSet row, Optional<byte[]> key) throws SQLException {
    JsonNode body = CanonicalJson.read(row.getString("body"));
    String sealed = body.path("sealed").textValue();
    Map<String, String> personal =
        sealed == null ? null : key.map(k -> SealedTexts.open(k, chain, sealed)).orElse(null);
    return new Read(
        row.getLong("seq"),
        Instant.parse(body.path("at").asText()),
        row.getObject("recorded", OffsetDateTime.class).toInstant(),
        body.path("kind").asText(),
        body.path("actor").asText(),
        body.has("facts") ? body.get("facts") : null,
        personal,
        sealed != null && personal == null,
        body.has("place") ? body.get("place") : null,
        StoredEntry.hex(row.getBytes("hash")));
  }
}
