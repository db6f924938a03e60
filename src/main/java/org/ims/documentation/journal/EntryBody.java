package org.ims.documentation.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.incident.JournalFact;

/** How a fact is written down as JSON, and read again. */
final class EntryBody {

  /** The largest whole number that JSON is sure to keep (RFC 8785 counts in doubles). */
  private static final long EXACT = 1L << 53;

  private EntryBody() {}

  /**
   * @param facts what the fact says, as everybody may know it for ever
   * @param actor who did it, as everybody may know for ever
   * @param sealed what is personal, sealed; null for nothing
   * @param keyId by which key, or null
   */
  static String of(
      JournalFact fact,
      Map<String, Object> facts,
      Instant at,
      String actor,
      String sealed,
      String keyId) {
    Map<String, Object> body = new TreeMap<>();
    body.put("kind", fact.kind());
    body.put("at", StoredEntry.time(at.truncatedTo(ChronoUnit.MICROS)));
    body.put("actor", actor);
    if (!facts.isEmpty()) {
      body.put("facts", plain(facts));
    }
    if (fact.place() != null) {
      Map<String, Object> place = new TreeMap<>();
      place.put("process", fact.place().process());
      place.put("version", fact.place().version());
      putIfKnown(place, "element", fact.place().element());
      putIfKnown(place, "name", fact.place().name());
      putIfKnown(place, "instance", fact.place().instance());
      body.put("place", place);
    }
    putIfKnown(body, "sealed", sealed);
    putIfKnown(body, "key", keyId);
    return CanonicalJson.of(body);
  }

  private static void putIfKnown(Map<String, Object> map, String name, Object value) {
    if (value != null) {
      map.put(name, value);
    }
  }

  /** As values of JSON that every reader understands alike. */
  private static Object plain(Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Double) {
      return value;
    }
    if (value instanceof Long number) {
      return Math.abs(number) <= EXACT ? value : number.toString();
    }
    if (value instanceof BigDecimal || value instanceof Number) {
      return value.toString();
    }
    if (value instanceof Instant moment) {
      return StoredEntry.time(moment);
    }
    if (value instanceof Date date) {
      return StoredEntry.time(date.toInstant());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> plain = new LinkedHashMap<>();
      map.forEach(
          (name, content) -> {
            if (content != null) {
              plain.put(name.toString(), plain(content));
            }
          });
      return plain;
    }
    if (value instanceof Collection<?> list) {
      return list.stream().map(EntryBody::plain).toList();
    }
    if (value instanceof TemporalAccessor || value instanceof Enum<?>) {
      return value.toString();
    }
    throw new IllegalArgumentException("The journal keeps no " + value.getClass().getSimpleName());
  }

  /** What was written, without what is sealed. */
  static JsonNode read(String body) {
    return CanonicalJson.read(body);
  }
}
