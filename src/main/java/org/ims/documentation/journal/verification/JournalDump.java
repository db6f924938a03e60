package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ims.engine.Sha256;

/**
 * The whole journal as a file: a line of canonical JSON for each key, checkpoint, sealed head, head
 * and entry, in this order, between a line that begins it and one that ends it with the number, the
 * hash and a signature of all lines before.
 */
public final class JournalDump {

  private static final int FORMAT = 1;
  private static final List<String> ORDER =
      List.of("journal", "key", "checkpoint", "sealed", "head", "entry", "end");

  private JournalDump() {}

  /** Writes a dump, told in the order of its lines. */
  public static final class Writer {

    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long lines;

    public Writer(OutputStream out, Instant at) throws IOException {
      this.out = out;
      line("journal", Map.of("format", FORMAT, "at", StoredEntry.time(at)));
    }

    public void key(String fingerprint, byte[] publicKey) throws IOException {
      line("key", Map.of("fingerprint", fingerprint, "publicKey", base64(publicKey)));
    }

    public void checkpoint(long n, String body, byte[] signature) throws IOException {
      line("checkpoint", Map.of("n", n, "body", body, "signature", base64(signature)));
    }

    public void sealedHead(long position, SealedHead head, long checkpoint) throws IOException {
      line(
          "sealed",
          Map.of(
              "position",
              position,
              "chain",
              head.chain(),
              "size",
              head.size(),
              "hash",
              head.hash(),
              "checkpoint",
              checkpoint));
    }

    public void head(JournalVerifier.PresentHead head) throws IOException {
      line(
          "head",
          Map.of(
              "chain",
              head.chain(),
              "size",
              head.size(),
              "hash",
              StoredEntry.hex(head.hash()),
              "unsealed",
              head.unsealed()));
    }

    public void entry(StoredEntry entry) throws IOException {
      line("entry", fields(entry));
    }

    /**
     * @param sign makes a signature of a text
     */
    public void end(String fingerprint, Function<String, byte[]> sign) throws IOException {
      String hash = StoredEntry.hex(digest.digest());
      Map<String, Object> end = new TreeMap<>();
      end.put("lines", lines);
      end.put("sha256", hash);
      end.put("key", fingerprint);
      end.put("signature", base64(sign.apply(lines + ":" + hash)));
      line("end", end);
    }

    private void line(String type, Map<String, Object> fields) throws IOException {
      Map<String, Object> line = new TreeMap<>(fields);
      line.put("type", type);
      byte[] bytes = (CanonicalJson.of(line) + "\n").getBytes(StandardCharsets.UTF_8);
      digest.update(bytes);
      out.write(bytes);
      lines++;
    }
  }

  /** An entry as a line of JSON. */
  public static String line(StoredEntry entry) {
    return CanonicalJson.of(fields(entry));
  }

  private static Map<String, Object> fields(StoredEntry entry) {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("chain", entry.chain());
    fields.put("seq", entry.seq());
    fields.put("recorded", StoredEntry.time(entry.recorded()));
    fields.put("body", entry.body());
    fields.put("previous", StoredEntry.hex(entry.previous()));
    fields.put("hash", StoredEntry.hex(entry.hash()));
    return fields;
  }

  /**
   * An entry of such a line.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static StoredEntry entry(JsonNode line) {
    try {
      return new StoredEntry(
          line.required("chain").textValue(),
          line.required("seq").longValue(),
          Instant.parse(line.required("recorded").textValue()),
          line.required("body").textValue(),
          HexFormat.of().parseHex(line.required("previous").textValue()),
          HexFormat.of().parseHex(line.required("hash").textValue()));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not an entry", e);
    }
  }

  /**
   * Reads a dump and checks all of it.
   *
   * @param trustedKeys see {@link JournalVerifier}
   * @param kept see {@link JournalVerifier}
   */
  public static Verification verify(InputStream in, Set<String> trustedKeys, Map<Long, String> kept)
      throws IOException {
    JournalVerifier verifier = new JournalVerifier(trustedKeys, kept);
    new Reading(verifier).read(new BufferedInputStream(in));
    return verifier.finish();
  }

  private static final class Reading {

    private final JournalVerifier verifier;
    private final MessageDigest digest = Sha256.digest();
    private final Map<String, byte[]> keys = new TreeMap<>();
    private long lines;
    private int stage;
    private boolean ended;

    Reading(JournalVerifier verifier) {
      this.verifier = verifier;
    }

    void read(InputStream in) throws IOException {
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(
                  in,
                  StandardCharsets.UTF_8
                      .newDecoder()
                      .onMalformedInput(CodingErrorAction.REPLACE)
                      .onUnmappableCharacter(CodingErrorAction.REPLACE)));
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (ended) {
          verifier.find(null, null, "Line %d comes after the end.".formatted(lines + 1));
          return;
        }
        line(line);
      }
      if (!ended) {
        verifier.find(
            null, null, "The file ends before its end: line %d is missing.".formatted(lines + 1));
      }
    }

    private void line(String line) {
      JsonNode json;
      try {
        if (!CanonicalJson.isCanonical(line)) {
          throw new IllegalArgumentException("Not canonical");
        }
        json = CanonicalJson.read(line);
        int type = ORDER.indexOf(json.path("type").asText());
        if (type < 0 || (lines == 0) != (type == 0) || type < stage) {
          verifier.find(null, null, "Line %d stands out of its order.".formatted(lines + 1));
        } else {
          stage = type;
          tell(type, json);
        }
      } catch (RuntimeException e) {
        verifier.find(null, null, "Line %d is not readable.".formatted(lines + 1));
      }
      lines++;
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void tell(int type, JsonNode json) {
      switch (ORDER.get(type)) {
        case "journal" -> {
          if (json.required("format").intValue() != FORMAT) {
            verifier.find(null, null, "The file has a format that is not known.");
          }
        }
        case "key" -> {
          byte[] key = bytes(json, "publicKey");
          keys.put(json.required("fingerprint").textValue(), key);
          verifier.key(json.required("fingerprint").textValue(), key);
        }
        case "checkpoint" ->
            verifier.checkpoint(
                json.required("n").longValue(),
                json.required("body").textValue(),
                bytes(json, "signature"));
        case "sealed" ->
            verifier.sealedHead(
                json.required("position").longValue(),
                new SealedHead(
                    json.required("chain").textValue(),
                    json.required("size").longValue(),
                    json.required("hash").textValue()),
                json.required("checkpoint").longValue());
        case "head" ->
            verifier.head(
                new JournalVerifier.PresentHead(
                    json.required("chain").textValue(),
                    json.required("size").longValue(),
                    HexFormat.of().parseHex(json.required("hash").textValue()),
                    json.required("unsealed").booleanValue()));
        case "entry" -> verifier.entry(entry(json));
        default -> end(json);
      }
    }

    private void end(JsonNode json) {
      ended = true;
      String hash = StoredEntry.hex(digest.digest());
      if (json.required("lines").longValue() != lines
          || !json.required("sha256").textValue().equals(hash)) {
        verifier.find(null, null, "The file is not what was exported.");
      }
      byte[] key = keys.get(json.required("key").textValue());
      if (key == null || !Signatures.isValid(key, lines + ":" + hash, bytes(json, "signature"))) {
        verifier.find(null, null, "The signature of the file is not valid.");
      }
    }

    private static byte[] bytes(JsonNode json, String field) {
      return Base64.getDecoder().decode(json.required(field).textValue());
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
