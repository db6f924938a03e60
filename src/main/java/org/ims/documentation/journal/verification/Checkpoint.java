package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.ims.engine.Sha256;

/**
 * What is signed from time to time, so that nobody can take back what was recorded by then.
 *
 * @param n its number, from 1
 * @param at when it was signed
 * @param size how many heads its tree names
 * @param root of the tree, in hexadecimal digits
 * @param previous SHA-256 of the body of the checkpoint before it; zeros for the first
 * @param key the fingerprint of the key that signs it: SHA-256 of the public key
 * @param nextKey the fingerprint of the key that signs the next one, when it is another; else null
 */
public record Checkpoint(
    long n, Instant at, long size, String root, String previous, String key, String nextKey) {

  /** What the first one follows. */
  public static final String NOTHING = "0".repeat(64);

  /** What is signed: canonical JSON. */
  public String body() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("at", StoredEntry.time(at));
    fields.put("key", key);
    fields.put("n", n);
    fields.put("previous", previous);
    fields.put("root", root);
    fields.put("size", size);
    if (nextKey != null) {
      fields.put("nextKey", nextKey);
    }
    return CanonicalJson.of(fields);
  }

  /**
   * @throws IllegalArgumentException when it is not one, or not written in its canonical form
   */
  public static Checkpoint read(String body) {
    JsonNode json = CanonicalJson.read(body);
    Checkpoint read;
    try {
      read =
          new Checkpoint(
              json.required("n").longValue(),
              Instant.parse(json.required("at").textValue()),
              json.required("size").longValue(),
              json.required("root").textValue(),
              json.required("previous").textValue(),
              json.required("key").textValue(),
              json.path("nextKey").textValue());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not a checkpoint", e);
    }
    if (!read.body().equals(body)) {
      throw new IllegalArgumentException("Not a checkpoint in its canonical form");
    }
    return read;
  }

  /** What the next one calls its previous. */
  public static String digest(String body) {
    return StoredEntry.hex(Sha256.of(body));
  }

  /** The key that the checkpoint after this one is signed with. */
  public String followingKey() {
    return nextKey == null ? key : nextKey;
  }
}
