package org.ims.documentation.journal.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.ims.IncidentManagementApplication;
import org.ims.platform.OtherJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is altered in a dossier is found with nothing but the file. */
class DossierMutationTest {

  private static final int ROUNDS = 2_000;

  /** Fixed, so that a failure can be repeated. */
  private static final long SEED = 20_261_127;

  private static final String INCIDENT = "INC-2026-000042";
  private static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

  @TempDir private Path directory;

  private KeyPair signing;
  private byte[] contentKey;
  private byte[] dossier;

  @BeforeEach
  void write() throws IOException, NoSuchAlgorithmException {
    signing = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    contentKey = SealedTexts.newKey();
    dossier = dossier(chain(contentKey), signing, signing);
  }

  private List<StoredEntry> chain(byte[] key) {
    List<StoredEntry> chain = new ArrayList<>();
    byte[] previous = StoredEntry.NOTHING;
    for (int seq = 1; seq <= 12; seq++) {
      Map<String, Object> body = new LinkedHashMap<>();
      body.put("kind", "noted");
      body.put("at", StoredEntry.time(BEGIN.plusSeconds(seq)));
      body.put("actor", "responder");
      if (seq % 3 == 0) {
        body.put("sealed", SealedTexts.seal(key, INCIDENT, Map.of("text", "Grüße " + seq)));
        body.put("key", SealedTexts.keyId(key));
      }
      StoredEntry unhashed =
          new StoredEntry(
              INCIDENT, seq, BEGIN.plusSeconds(seq), CanonicalJson.of(body), previous, previous);
      StoredEntry entry = hashed(unhashed);
      chain.add(entry);
      previous = entry.hash();
    }
    return chain;
  }

  private static StoredEntry hashed(StoredEntry entry) {
    return new StoredEntry(
        entry.chain(),
        entry.seq(),
        entry.recorded(),
        entry.body(),
        entry.previous(),
        entry.expectedHash());
  }

  /** A proof among other chains. */
  private static IncidentProof proof(List<StoredEntry> chain, KeyPair key) {
    StoredEntry last = chain.get(chain.size() - 1);
    SealedHead head = new SealedHead(INCIDENT, last.seq(), StoredEntry.hex(last.hash()));
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      leaves.add(
          i == 2 ? head.leaf() : new SealedHead("INC-2026-00000" + i, 1, "00".repeat(32)).leaf());
    }
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::add);
    Checkpoint checkpoint =
        new Checkpoint(
            7,
            BEGIN.plusSeconds(60),
            5,
            StoredEntry.hex(tree.root()),
            "11".repeat(32),
            Signatures.fingerprint(key.getPublic().getEncoded()),
            null);
    return new IncidentProof(
        INCIDENT,
        List.of(
            new IncidentProof.Leaf(
                head.size(),
                head.hash(),
                2,
                new MerkleTree.Paths(leaves)
                    .of(2).stream().map(HexFormat.of()::formatHex).toList())),
        checkpoint.body(),
        Signatures.sign(key.getPrivate(), checkpoint.body()),
        key.getPublic().getEncoded());
  }

  private byte[] dossier(List<StoredEntry> chain, KeyPair checkpointKey, KeyPair manifestKey)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    chain.forEach(entry -> lines.append(JournalDump.line(entry)).append('\n'));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(DossierWriter.DOCUMENT, "%PDF".getBytes(StandardCharsets.UTF_8));
    files.put(DossierWriter.SECTIONS, bytes(sections(chain)));
    files.put(DossierWriter.ENTRIES, bytes(lines.toString()));
    files.put(DossierWriter.PROOF, bytes(proof(chain, checkpointKey).json()));
    files.put(DossierWriter.KEY, bytes(DossierWriter.keyFile(INCIDENT, contentKey)));
    files.put("models/IncidentTriage-v1.bpmn", bytes("<definitions/>"));
    files.put("evidence/3-Überblick.png", new byte[] {1, 2, 3});
    files.put("evidence/4-empty.txt", new byte[0]);
    return packed(files, manifestKey);
  }

  private static String sections(List<StoredEntry> chain) {
    return CanonicalJson.of(
        Map.of(
            "incident",
            INCIDENT,
            "journal",
            Map.of(
                "entries",
                chain.size(),
                "head",
                StoredEntry.hex(chain.get(chain.size() - 1).hash()))));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(Map<String, byte[]> files, KeyPair key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DossierWriter writer = new DossierWriter(out, INCIDENT, BEGIN.plusSeconds(90), "1.0");
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      writer.file(file.getKey(), content -> content.write(file.getValue()));
    }
    writer.end(key.getPublic().getEncoded(), text -> Signatures.sign(key.getPrivate(), text));
    return out.toByteArray();
  }

  private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }

  private Verification verify(byte[] zip) throws IOException {
    return verify(zip, Set.of());
  }

  private Verification verify(byte[] zip, Set<String> trusted) throws IOException {
    Path file = directory.resolve("dossier.zip");
    Files.write(file, zip);
    return DossierVerifier.verify(file, trusted, Map.of());
  }

  private String firstFinding(byte[] zip) throws IOException {
    Verification found = verify(zip);
    assertThat(found.intact()).isFalse();
    return found.findings().get(0).what();
  }

  @Test
  void anUnalteredOneIsIntactAndAnyProgramOpensIt() throws IOException {
    Verification found = verify(dossier);

    assertThat(found.findings()).isEmpty();
    assertThat(found.intact()).isTrue();
    assertThat(found.entries()).isEqualTo(12);
    assertThat(found.unsealed()).isZero();
    assertThat(found.trusted().n()).isEqualTo(7);
    assertThat(unpacked(dossier))
        .containsKeys("dossier.pdf", "evidence/3-Überblick.png", "manifest.sig.json")
        .hasSize(10);
  }

  @Test
  void everyFlippedBitOfEveryByteIsFound() throws IOException {
    List<Integer> missed = new ArrayList<>();
    Random random = new Random(SEED);
    for (int at = 0; at < dossier.length; at++) {
      byte[] altered = dossier.clone();
      altered[at] ^= (byte) (1 << random.nextInt(8));
      if (verify(altered).intact()) {
        missed.add(at);
      }
    }
    assertThat(missed).isEmpty();
  }

  @Test
  void everyAlterationOfItsPartsIsFound() throws IOException, NoSuchAlgorithmException {
    Random random = new Random(SEED);
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    List<String> missed = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      byte[] altered = altered(random, other);
      if (!Arrays.equals(altered, dossier) && verify(altered).intact()) {
        missed.add("round " + round);
      }
    }
    assertThat(missed).isEmpty();
  }

  /** By somebody who has every tool but our key. */
  private byte[] altered(Random random, KeyPair other) throws IOException {
    Map<String, byte[]> files = unpacked(dossier);
    List<String> names = new ArrayList<>(files.keySet());
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(9)) {
      case 0 -> files.remove(name);
      case 1 -> files.put("evidence/" + random.nextInt(100) + "-more.txt", bytes("More"));
      case 2 -> {
        String second = names.get(random.nextInt(names.size()));
        byte[] content = files.get(name);
        files.put(name, files.get(second));
        files.put(second, content);
      }
      case 3 -> {
        return Arrays.copyOf(dossier, random.nextInt(dossier.length));
      }
      case 4 -> {
        byte[] longer = Arrays.copyOf(dossier, dossier.length + 1 + random.nextInt(50));
        return longer;
      }
      case 5 -> {
        byte[] content = files.get(name);
        files.put(name, Arrays.copyOf(content, content.length + 1));
      }
      case 6 -> {
        // The order of the files is signed too.
        Collections.swap(names, random.nextInt(names.size()), random.nextInt(names.size()));
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        names.forEach(each -> ordered.put(each, files.get(each)));
        return zipped(ordered);
      }
      case 7 -> {
        files.put(DossierWriter.ENTRIES, alteredEntries(files, random));
        return listedAgain(files, null);
      }
      default -> {
        files.put(DossierWriter.ENTRIES, alteredEntries(files, random));
        return listedAgain(files, other);
      }
    }
    return zipped(files);
  }

  /** Entries that follow each other again, under hashes of their own. */
  private byte[] alteredEntries(Map<String, byte[]> files, Random random) {
    List<StoredEntry> entries =
        new ArrayList<>(
            new String(files.get(DossierWriter.ENTRIES), StandardCharsets.UTF_8)
                .lines()
                .map(line -> JournalDump.entry(CanonicalJson.read(line)))
                .toList());
    int at = random.nextInt(entries.size());
    StoredEntry old = entries.get(at);
    entries.set(
        at,
        new StoredEntry(
            old.chain(),
            old.seq(),
            old.recorded(),
            old.body().replace("responder", "nobody"),
            old.previous(),
            old.hash()));
    StringBuilder lines = new StringBuilder();
    byte[] previous = StoredEntry.NOTHING;
    for (StoredEntry entry : entries) {
      StoredEntry follows =
          hashed(
              new StoredEntry(
                  entry.chain(), entry.seq(), entry.recorded(), entry.body(), previous, previous));
      previous = follows.hash();
      lines.append(JournalDump.line(follows)).append('\n');
    }
    return bytes(lines.toString());
  }

  /** The list says what the files are now; it is signed with another key, or as it was. */
  private byte[] listedAgain(Map<String, byte[]> files, KeyPair key) throws IOException {
    byte[] signature = files.get(DossierWriter.SIGNATURE);
    files.remove(DossierWriter.MANIFEST);
    files.remove(DossierWriter.SIGNATURE);
    byte[] packed = packed(files, key == null ? signing : key);
    if (key != null) {
      return packed;
    }
    Map<String, byte[]> again = unpacked(packed);
    again.put(DossierWriter.SIGNATURE, signature);
    return zipped(again);
  }

  private static byte[] zipped(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PlainZip.Writer zip = new PlainZip.Writer(out);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      zip.file(file.getKey(), content -> content.write(file.getValue()));
    }
    zip.end();
    return out.toByteArray();
  }

  @Test
  void theFirstBadFileIsNamed() throws IOException {
    Map<String, byte[]> files = unpacked(dossier);
    files.put("evidence/3-Überblick.png", new byte[] {1, 2, 4});
    assertThat(firstFinding(zipped(files)))
        .isEqualTo("The file evidence/3-Überblick.png is not what was signed.");

    files.remove("models/IncidentTriage-v1.bpmn");
    assertThat(firstFinding(zipped(files)))
        .isEqualTo("The file models/IncidentTriage-v1.bpmn is missing.");
  }

  /** Whoever has the key of an installation still cannot change what a checkpoint has named. */
  @Test
  void theFirstBadEntryIsNamedEvenWhenTheListIsSignedAnew() throws IOException {
    List<StoredEntry> chain = chain(contentKey);
    StoredEntry fifth = chain.get(4);
    chain.set(
        4,
        new StoredEntry(
            INCIDENT,
            5,
            fifth.recorded(),
            fifth.body().replace("responder", "nobody"),
            fifth.previous(),
            fifth.hash()));

    Verification found = verify(dossier(chain, signing, signing));

    assertThat(found.findings().get(0))
        .isEqualTo(new Finding(INCIDENT, 5L, "The entry is not what its hash was made of."));
  }

  @Test
  void anotherKeyThanTheCheckpointsDoesNotSign() throws IOException, NoSuchAlgorithmException {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();

    assertThat(firstFinding(dossier(chain(contentKey), signing, other)))
        .isEqualTo("The list of files is signed with another key than checkpoint 7.");
  }

  /** Who makes up everything needs a key that is not known. */
  @Test
  void aForgedDossierIsFoundByWhoeverKnowsOurKey() throws IOException, NoSuchAlgorithmException {
    KeyPair other = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] forged = dossier(chain(contentKey), other, other);
    String ours = Signatures.fingerprint(signing.getPublic().getEncoded());

    assertThat(verify(forged).intact()).isTrue();
    assertThat(verify(forged, Set.of(ours)).intact()).isFalse();
    assertThat(verify(dossier, Set.of(ours)).intact()).isTrue();
  }

  @Test
  void textsThatWereSealedUnderAnotherKeyAreNamed() throws IOException {
    assertThat(verify(dossier(chain(SealedTexts.newKey()), signing, signing)).findings())
        .extracting(Finding::seq)
        .containsExactly(3L, 6L, 9L, 12L);
  }

  @Test
  void withoutTheKeyTheChainStaysVerifiable() throws IOException {
    Map<String, byte[]> files = unpacked(dossier);
    files.keySet().removeAll(Set.of("journal/key.json", "manifest.json", "manifest.sig.json"));

    assertThat(verify(packed(files, signing)).intact()).isTrue();
  }

  @Test
  void aZipOfAnotherProgramIsNoDossier() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> file : unpacked(dossier).entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    assertThat(verify(out.toByteArray()).intact()).isFalse();
  }

  @Test
  void namesThatLeadElsewhereAreNone() {
    for (String name :
        List.of(
            "/etc/passwd", "../up", "a/../b", "a//b", "C:\\x", "a\\b", "a\nb", "", ".x", "a/")) {
      assertThat(PlainZip.isName(name)).as(name).isFalse();
    }
    assertThat(PlainZip.isName("evidence/1-a name (2).tar.gz")).isTrue();
    assertThat(PlainZip.isName("evidence/7-" + DossierWriter.safe("../..\\x:y?"))).isTrue();
    assertThat(PlainZip.isName("evidence/7-" + DossierWriter.safe("ü".repeat(400) + ".txt")))
        .isTrue();
    assertThat(PlainZip.isName("evidence/7-" + DossierWriter.safe("x" + "😀".repeat(200))))
        .isTrue();
  }

  @Test
  void theCommandTellsTheVerdict() throws IOException {
    Path file = directory.resolve("told.zip");
    Files.write(file, dossier);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(
            VerifyCommand.run(
                new String[] {"--verify=" + file},
                new PrintStream(out, true, StandardCharsets.UTF_8)))
        .contains(VerifyCommand.INTACT);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("12 entries", "INTACT");
  }

  /** With nothing but our class path: no server starts, and no database. */
  @Test
  void anotherMachineVerifiesItWithJavaAlone() throws IOException, InterruptedException {
    Path good = directory.resolve("good.zip");
    Files.write(good, dossier);
    Path bad = directory.resolve("bad.zip");
    byte[] altered = dossier.clone();
    altered[altered.length / 2] ^= 1;
    Files.write(bad, altered);

    assertThat(elsewhere(good)).startsWith(VerifyCommand.INTACT + ":").contains("INTACT");
    assertThat(elsewhere(bad)).startsWith(VerifyCommand.ALTERED + ":").contains("ALTERED");
  }

  /** The exit code and what was said. */
  private String elsewhere(Path file) throws IOException, InterruptedException {
    Process process =
        OtherJvm.start(
            IncidentManagementApplication.class,
            List.of(
                "--verify=" + file,
                "--trust=" + Signatures.fingerprint(signing.getPublic().getEncoded())));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).doesNotContain("Spring", "Starting");
    return process.waitFor() + ":" + said;
  }
}
