package org.ims.documentation.journal.verification;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes a dossier: everything about one incident as a ZIP file, which {@link DossierVerifier}
 * verifies. docs/dossier.md says what stands in it.
 */
public final class DossierWriter {

  /** Of the ZIP file and what is in it. */
  public static final int FORMAT = 1;

  public static final String DOCUMENT = "dossier.pdf";
  public static final String SECTIONS = "dossier.json";
  public static final String ENTRIES = "journal/entries.jsonl";
  public static final String PROOF = "journal/proof.json";
  public static final String KEY = "journal/key.json";

  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "manifest.sig.json";
  static final String ALGORITHM = "Ed25519";

  private static final Pattern FORBIDDEN = Pattern.compile("[\\p{Cntrl}\\\\/:*?\"<>|]|^\\.");
  private static final int LONGEST_NAME = 120;

  /** Longer file name extensions are none. */
  private static final int LONGEST_ENDING = 16;

  private final PlainZip.Writer zip;
  private final Map<String, Object> manifest = new TreeMap<>();
  private final List<Map<String, Object>> files = new ArrayList<>();

  /** Writes the content of a file; asked twice, and has to write the same twice. */
  public interface Content {

    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param software which version of it writes
   */
  public DossierWriter(OutputStream out, String incident, Instant at, String software) {
    zip = new PlainZip.Writer(out);
    manifest.put("format", FORMAT);
    manifest.put("incident", incident);
    manifest.put("at", StoredEntry.time(at));
    manifest.put("software", software);
  }

  /** A name for a file that somebody else named, without what leads elsewhere. */
  public static String safe(String name) {
    String safe = name.strip();
    if (safe.length() > LONGEST_NAME) {
      int dot = safe.lastIndexOf('.');
      String ending = dot < 0 || safe.length() - dot > LONGEST_ENDING ? "" : safe.substring(dot);
      safe = safe.substring(0, LONGEST_NAME - ending.length()) + ending;
    }
    // Half of a character outside of the basic plane becomes a question mark here, and "_" below.
    safe = new String(safe.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    safe = FORBIDDEN.matcher(safe).replaceAll("_");
    return safe.isEmpty() ? "file" : safe;
  }

  /**
   * @throws IllegalArgumentException when there is such a file, or its name leads elsewhere
   */
  public void file(String name, Content content) throws IOException {
    PlainZip.Entry entry = zip.file(name, content::writeTo);
    files.add(listed(entry));
  }

  /** A text in UTF-8. */
  public void file(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    file(name, out -> out.write(bytes));
  }

  static Map<String, Object> listed(PlainZip.Entry entry) {
    return Map.of("name", entry.name(), "size", entry.size(), "sha256", entry.sha256());
  }

  /**
   * Lists all files and signs the list.
   *
   * @param sign makes a signature of a text
   */
  public void end(byte[] publicKey, Function<String, byte[]> sign) throws IOException {
    manifest.put("files", files);
    String text = CanonicalJson.of(manifest);
    write(MANIFEST, text);
    write(SIGNATURE, signature(publicKey, sign.apply(text)));
    zip.end();
  }

  static String signature(byte[] publicKey, byte[] signature) {
    return CanonicalJson.of(
        Map.of(
            "algorithm",
            ALGORITHM,
            "key",
            Signatures.fingerprint(publicKey),
            "publicKey",
            Base64.getEncoder().encodeToString(publicKey),
            "signature",
            Base64.getEncoder().encodeToString(signature)));
  }

  private void write(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    zip.file(name, out -> out.write(bytes));
  }

  /** What holds the key under which the personal texts of a chain are readable. */
  public static String keyFile(String chain, byte[] key) {
    return CanonicalJson.of(
        Map.of(
            "chain",
            chain,
            "key",
            Base64.getEncoder().encodeToString(key),
            "keyId",
            SealedTexts.keyId(key)));
  }
}
