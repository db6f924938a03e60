package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a dossier with nothing but the file: every byte of it, the signed list of its files, the
 * chain of entries with its proof, and that the sealed texts can be opened and nothing else can be
 * read into them.
 */
final class DossierVerifier {

  /** A file that is read whole, in bytes; ours are far smaller. */
  private static final int LARGEST_READ = 64 * 1024 * 1024;

  /** An entry of the journal, in bytes; ours are far smaller. */
  private static final int LONGEST_LINE = 16 * 1024 * 1024;

  private final Path file;
  private final Set<String> trustedKeys;
  private final Map<Long, String> kept;
  private final Map<String, PlainZip.Entry> entries = new HashMap<>();
  private final List<String> before = new ArrayList<>();

  private IncidentVerifier chain;
  private String incident;
  private String signingKey;
  private byte[] contentKey;
  private StoredEntry last;
  private long count;

  private DossierVerifier(Path file, Set<String> trustedKeys, Map<Long, String> kept) {
    this.file = file;
    this.trustedKeys = trustedKeys;
    this.kept = kept;
  }

  /**
   * @param trustedKeys see {@link IncidentVerifier}
   * @param kept see {@link IncidentVerifier}
   */
  static Verification verify(Path file, Set<String> trustedKeys, Map<Long, String> kept)
      throws IOException {
    return new DossierVerifier(file, trustedKeys, kept).verify();
  }

  private Verification verify() throws IOException {
    List<PlainZip.Entry> files;
    try {
      files = PlainZip.read(file);
    } catch (PlainZip.AlteredException e) {
      return failed(e.getMessage());
    }
    files.forEach(entry -> entries.put(entry.name(), entry));
    int listed = files.size() - 2;
    if (listed < 0
        || !files.get(listed).name().equals(DossierWriter.MANIFEST)
        || !files.get(listed + 1).name().equals(DossierWriter.SIGNATURE)) {
      return failed("The file does not end with the list of its files and its signature.");
    }
    try {
      manifest(files.subList(0, listed));
    } catch (IllegalArgumentException | IOException e) {
      before.add("The list of the files is not readable.");
      return failed(before.get(0));
    }
    IncidentProof proof = proof();
    chain = new IncidentVerifier(incident, proof, trustedKeys, kept);
    before.forEach(what -> chain.find(null, what));
    readKey();
    readEntries();
    readSections();
    return chain.finish();
  }

  private static Verification failed(String what) {
    return new Verification(false, 0, 0, 0, 0, null, List.of(new Finding(null, null, what)));
  }

  private void manifest(List<PlainZip.Entry> files) throws IOException {
    String text = text(DossierWriter.MANIFEST);
    signature(text);
    JsonNode manifest = canonical(text);
    Set<String> fields = new HashSet<>();
    manifest.fieldNames().forEachRemaining(fields::add);
    if (!fields.equals(Set.of("format", "incident", "at", "software", "files"))
        || manifest.required("format").intValue() != DossierWriter.FORMAT) {
      before.add("The dossier has a format that is not known.");
    }
    incident = manifest.required("incident").asText();
    JsonNode listed = manifest.required("files");
    for (int i = 0; i < Math.max(listed.size(), files.size()); i++) {
      if (i >= listed.size()) {
        before.add("The file %s is not in the signed list.".formatted(files.get(i).name()));
        return;
      }
      String name = listed.get(i).path("name").asText();
      if (i >= files.size()) {
        before.add("The file %s is missing.".formatted(name));
        return;
      }
      PlainZip.Entry found = files.get(i);
      if (!found.name().equals(name)) {
        before.add(
            entries.containsKey(name)
                ? "The file %s is not in the signed list at its place.".formatted(found.name())
                : "The file %s is missing.".formatted(name));
        return;
      }
      if (!CanonicalJson.of(DossierWriter.listed(found))
          .equals(CanonicalJson.canonical(listed.get(i).toString()))) {
        before.add("The file %s is not what was signed.".formatted(name));
      }
    }
  }

  private void signature(String manifest) throws IOException {
    try {
      String text = text(DossierWriter.SIGNATURE);
      JsonNode fields = canonical(text);
      byte[] publicKey = Base64.getDecoder().decode(fields.required("publicKey").textValue());
      byte[] signature = Base64.getDecoder().decode(fields.required("signature").textValue());
      if (DossierWriter.signature(publicKey, signature).equals(text)
          && Signatures.isValid(publicKey, manifest, signature)) {
        signingKey = Signatures.fingerprint(publicKey);
        return;
      }
    } catch (RuntimeException e) {
      // Not one of ours.
    }
    before.add("The signature of the list of files is not valid.");
  }

  private IncidentProof proof() throws IOException {
    if (!entries.containsKey(DossierWriter.PROOF)) {
      before.add("The file %s is missing.".formatted(DossierWriter.PROOF));
      return null;
    }
    try {
      IncidentProof proof = IncidentProof.read(text(DossierWriter.PROOF));
      Checkpoint signed = Checkpoint.read(proof.checkpoint());
      if (signingKey != null
          && !signingKey.equals(signed.key())
          && !signingKey.equals(signed.followingKey())) {
        before.add(
            "The list of files is signed with another key than checkpoint %d."
                .formatted(signed.n()));
      }
      return proof;
    } catch (IllegalArgumentException e) {
      before.add("The proof is not readable.");
      return null;
    }
  }

  private void readKey() throws IOException {
    if (!entries.containsKey(DossierWriter.KEY)) {
      return;
    }
    try {
      String text = text(DossierWriter.KEY);
      byte[] key = Base64.getDecoder().decode(canonical(text).required("key").textValue());
      if (DossierWriter.keyFile(incident, key).equals(text)) {
        contentKey = key;
        return;
      }
    } catch (RuntimeException e) {
      // Not one of ours.
    }
    chain.find(null, "The file %s holds no key of this chain.".formatted(DossierWriter.KEY));
  }

  private void readEntries() throws IOException {
    PlainZip.Entry entry = entries.get(DossierWriter.ENTRIES);
    if (entry == null) {
      chain.find(null, "The file %s is missing.".formatted(DossierWriter.ENTRIES));
      return;
    }
    try (InputStream in = PlainZip.content(file, entry)) {
      for (byte[] line = line(in); line != null; line = line(in)) {
        readEntry(line);
      }
    }
  }

  private void readEntry(byte[] line) {
    StoredEntry entry;
    JsonNode body;
    try {
      entry = JournalDump.entry(canonical(decoded(line)));
      body = CanonicalJson.read(entry.body());
    } catch (IllegalArgumentException e) {
      chain.find(count + 1, "The line of the entry is not readable.");
      return;
    }
    count++;
    last = entry;
    chain.entry(entry);
    if (body.has("sealed") && contentKey != null) {
      open(entry, body);
    }
  }

  private void open(StoredEntry entry, JsonNode body) {
    if (!body.path("key").asText().equals(SealedTexts.keyId(contentKey))) {
      chain.find(entry.seq(), "The entry was sealed with another key.");
      return;
    }
    try {
      SealedTexts.open(contentKey, entry.chain(), body.path("sealed").asText());
    } catch (RuntimeException e) {
      chain.find(entry.seq(), "The personal texts of the entry cannot be opened.");
    }
  }

  /** What people read has to be about the same entries. */
  private void readSections() throws IOException {
    PlainZip.Entry entry = entries.get(DossierWriter.SECTIONS);
    JsonNode journal = null;
    String about = null;
    if (entry != null) {
      try (InputStream in = PlainZip.content(file, entry);
          JsonParser parser = new JsonFactory(new ObjectMapper()).createParser(in)) {
        parser.nextToken();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String field = parser.currentName();
          parser.nextToken();
          if (field.equals("journal")) {
            journal = parser.readValueAsTree();
          } else if (field.equals("incident")) {
            about = parser.getText();
          } else {
            parser.skipChildren();
          }
        }
      } catch (com.fasterxml.jackson.core.JacksonException e) {
        journal = null;
      }
    }
    if (journal == null || about == null) {
      chain.find(null, "The file %s is missing or not readable.".formatted(DossierWriter.SECTIONS));
    } else if (!about.equals(incident)
        || last == null
        || journal.path("entries").asLong() != count
        || !journal.path("head").asText().equals(StoredEntry.hex(last.hash()))) {
      chain.find(null, "The file %s is not about these entries.".formatted(DossierWriter.SECTIONS));
    }
  }

  private String text(String name) throws IOException {
    PlainZip.Entry entry = entries.get(name);
    if (entry.size() > LARGEST_READ) {
      throw new IllegalArgumentException("Too large");
    }
    try (InputStream in = PlainZip.content(file, entry)) {
      return decoded(in.readAllBytes());
    }
  }

  private static String decoded(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("Not a text", e);
    }
  }

  private static JsonNode canonical(String text) {
    if (!CanonicalJson.isCanonical(text)) {
      throw new IllegalArgumentException("Not canonical");
    }
    return CanonicalJson.read(text);
  }

  /** The next line without its end; null when there is none. */
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read = in.read();
    if (read < 0) {
      return null;
    }
    while (read >= 0 && read != '\n') {
      line.write(read);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("A line is too long");
      }
      read = in.read();
    }
    return line.toByteArray();
  }
}
