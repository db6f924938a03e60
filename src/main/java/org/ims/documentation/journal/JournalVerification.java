package org.ims.documentation.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.ims.documentation.journal.SigningKeys.SigningKey;
import org.ims.documentation.journal.verification.CanonicalJson;
import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.documentation.journal.verification.IncidentProof;
import org.ims.documentation.journal.verification.IncidentVerifier;
import org.ims.documentation.journal.verification.JournalDump;
import org.ims.documentation.journal.verification.JournalVerifier;
import org.ims.documentation.journal.verification.MerkleTree;
import org.ims.documentation.journal.verification.SealedHead;
import org.ims.documentation.journal.verification.StoredEntry;
import org.ims.documentation.journal.verification.Verification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Checks the journal in the database, writes it to a file, and proves the chain of an incident. */
@Service
class JournalVerification {

  /** Rows that are fetched at a time, so that the whole journal is never in memory. */
  private static final int PORTION = 5_000;

  private final JdbcTemplate jdbc;
  private final CheckpointFile file;
  private final SigningKeys keys;
  private final Clock clock;

  JournalVerification(JdbcTemplate jdbc, CheckpointFile file, SigningKeys keys, Clock clock) {
    this.jdbc = new JdbcTemplate(jdbc.getDataSource());
    this.jdbc.setFetchSize(PORTION);
    this.file = file;
    this.keys = keys;
    this.clock = clock;
  }

  /** What each part of a journal is told to; a failure to write ends the telling. */
  private interface Listener {

    void key(String fingerprint, byte[] publicKey) throws IOException;

    void checkpoint(long n, String body, byte[] signature) throws IOException;

    void sealedHead(long position, SealedHead head, long checkpoint) throws IOException;

    void head(JournalVerifier.PresentHead head) throws IOException;

    void entry(StoredEntry entry) throws IOException;
  }

  /** The whole journal, with the copy of the checkpoints outside of the database. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Verification whole() {
    SortedMap<Long, String> kept = file.bodies();
    return verify(jdbc, ownKeys(kept), kept);
  }

  /** Where the journal is verified as it is in some transaction, by whatever role. */
  static Verification verify(JdbcTemplate jdbc, Set<String> trustedKeys, Map<Long, String> kept) {
    JournalVerifier verifier = new JournalVerifier(trustedKeys, kept);
    tell(
        jdbc,
        new Listener() {
          @Override
          public void key(String fingerprint, byte[] publicKey) {
            verifier.key(fingerprint, publicKey);
          }

          @Override
          public void checkpoint(long n, String body, byte[] signature) {
            verifier.checkpoint(n, body, signature);
          }

          @Override
          public void sealedHead(long position, SealedHead head, long checkpoint) {
            verifier.sealedHead(position, head, checkpoint);
          }

          @Override
          public void head(JournalVerifier.PresentHead head) {
            verifier.head(head);
          }

          @Override
          public void entry(StoredEntry entry) {
            verifier.entry(entry);
          }
        });
    jdbc.query(
        "select chain, seq from journal_entry where kind is distinct from body::json ->> 'kind'"
            + " order by chain, seq limit 10",
        row -> {
          verifier.find(
              row.getString(1), row.getLong(2), "The entry is shown as another kind than it is.");
        });
    unnamedErasures(jdbc, null).forEach(what -> verifier.find(null, null, what));
    return verifier.finish();
  }

  /** Writes the whole journal; it can be verified by {@code --verify}. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  void export(OutputStream out) throws IOException {
    JournalDump.Writer writer = new JournalDump.Writer(out, clock.instant());
    SigningKey signing = signing();
    if (Boolean.FALSE.equals(
        jdbc.queryForObject(
            "select exists (select from journal_signing_key where fingerprint = ?)",
            Boolean.class,
            signing.fingerprint()))) {
      writer.key(signing.fingerprint(), signing.publicKey());
    }
    try {
      tell(
          jdbc,
          new Listener() {
            @Override
            public void key(String fingerprint, byte[] publicKey) throws IOException {
              writer.key(fingerprint, publicKey);
            }

            @Override
            public void checkpoint(long n, String body, byte[] signature) throws IOException {
              writer.checkpoint(n, body, signature);
            }

            @Override
            public void sealedHead(long position, SealedHead head, long checkpoint)
                throws IOException {
              writer.sealedHead(position, head, checkpoint);
            }

            @Override
            public void head(JournalVerifier.PresentHead head) throws IOException {
              writer.head(head);
            }

            @Override
            public void entry(StoredEntry entry) throws IOException {
              writer.entry(entry);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    writer.end(signing.fingerprint(), signing::sign);
  }

  /** The key that the last checkpoint names for what follows. */
  private SigningKey signing() {
    List<String> last =
        jdbc.queryForList(
            "select body from journal_checkpoint order by n desc limit 1", String.class);
    return keys.former()
        .filter(
            former ->
                !last.isEmpty()
                    && Checkpoint.read(last.get(0)).followingKey().equals(former.fingerprint()))
        .orElseGet(keys::present);
  }

  private static void tell(JdbcTemplate jdbc, Listener listener) {
    // A million rows take their time, and so does whoever reads them.
    jdbc.execute(
        "set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
    jdbc.query(
        "select fingerprint, public_key from journal_signing_key order by since, fingerprint",
        row -> {
          told(() -> listener.key(row.getString(1), row.getBytes(2)));
        });
    jdbc.query(
        "select n, body, signature from journal_checkpoint order by n",
        row -> {
          told(() -> listener.checkpoint(row.getLong(1), row.getString(2), row.getBytes(3)));
        });
    jdbc.query(
        "select position, chain, size, encode(hash, 'hex'), checkpoint from journal_leaf order by"
            + " position",
        row -> {
          told(
              () ->
                  listener.sealedHead(
                      row.getLong(1),
                      new SealedHead(row.getString(2), row.getLong(3), row.getString(4)),
                      row.getLong(5)));
        });
    jdbc.query(
        "select chain, size, hash, unsealed from journal_head order by chain",
        row -> {
          told(
              () ->
                  listener.head(
                      new JournalVerifier.PresentHead(
                          row.getString(1), row.getLong(2), row.getBytes(3), row.getBoolean(4))));
        });
    jdbc.query(
        ENTRIES + " order by chain, seq",
        row -> {
          told(() -> listener.entry(entry(row)));
        });
  }

  private static final String ENTRIES =
      "select chain, seq, recorded, body, previous, hash from journal_entry";

  private static StoredEntry entry(java.sql.ResultSet row) throws java.sql.SQLException {
    return new StoredEntry(
        row.getString(1),
        row.getLong(2),
        row.getObject(3, OffsetDateTime.class).toInstant(),
        row.getString(4),
        row.getBytes(5),
        row.getBytes(6));
  }

  private interface Telling {

    void tell() throws IOException, java.sql.SQLException;
  }

  private static void told(Telling telling) throws java.sql.SQLException {
    try {
      telling.tell();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entries of a chain between two numbers, the last one included, in their order. */
  List<StoredEntry> entries(String chain, long after, long last, int limit) {
    return jdbc.query(
        ENTRIES + " where chain = ? and seq > ? and seq <= ? order by seq limit ?",
        (row, at) -> entry(row),
        chain,
        after,
        last,
        limit);
  }

  /** The chain of one incident, with every head that checkpoints named of it. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Verification of(String chain) {
    return of(chain, proof(chain));
  }

  /** The same with a proof that was made in this transaction. */
  Verification of(String chain, Optional<IncidentProof> proof) {
    SortedMap<Long, String> kept = file.bodies();
    IncidentVerifier verifier =
        new IncidentVerifier(
            chain, proof.orElse(null), proof.isEmpty() ? Set.of() : knownKeys(kept), kept);
    jdbc.query(
        ENTRIES + " where chain = ? order by seq",
        row -> {
          verifier.entry(entry(row));
        },
        chain);
    if (proof.isEmpty()
        && jdbc.queryForObject(
                "select count(*) from journal_head where chain = ? and not unsealed",
                Long.class,
                chain)
            > 0) {
      verifier.find(null, "The chain is kept away from the checkpoints.");
    }
    if (missesSealedHeads()) {
      verifier.find(null, "Sealed heads are missing, which the last checkpoint was made of.");
    }
    unnamedErasures(jdbc, chain).forEach(what -> verifier.find(null, what));
    return verifier.finish();
  }

  /**
   * What proves the chain to somebody who has nothing but it; empty before its first checkpoint.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Optional<IncidentProof> proof(String chain) {
    record Own(long position, long size, String hash) {}
    List<Own> own = new ArrayList<>();
    List<byte[]> leaves = new ArrayList<>();
    jdbc.query(
        "select position, chain, size, encode(hash, 'hex') from journal_leaf order by position",
        row -> {
          SealedHead head = new SealedHead(row.getString(2), row.getLong(3), row.getString(4));
          leaves.add(head.leaf());
          if (head.chain().equals(chain)) {
            own.add(new Own(row.getLong(1), head.size(), head.hash()));
          }
        });
    if (own.isEmpty()) {
      return Optional.empty();
    }
    return jdbc
        .query(
            "select c.body, c.signature, k.public_key from journal_checkpoint c"
                + " join journal_signing_key k on k.fingerprint = c.body::json ->> 'key'"
                + " order by c.n desc limit 1",
            (row, at) -> {
              int size = (int) Math.min(Checkpoint.read(row.getString(1)).size(), leaves.size());
              MerkleTree.Paths paths = new MerkleTree.Paths(leaves.subList(0, size));
              return new IncidentProof(
                  chain,
                  own.stream()
                      .filter(leaf -> leaf.position() < size)
                      .map(
                          leaf ->
                              new IncidentProof.Leaf(
                                  leaf.size(),
                                  leaf.hash(),
                                  leaf.position(),
                                  paths.of(Math.toIntExact(leaf.position())).stream()
                                      .map(HexFormat.of()::formatHex)
                                      .toList()))
                      .toList(),
                  row.getString(1),
                  row.getBytes(2),
                  row.getBytes(3));
            })
        .stream()
        .findFirst();
  }

  private boolean missesSealedHeads() {
    return jdbc
        .queryForList("select body from journal_checkpoint order by n desc limit 1", String.class)
        .stream()
        .anyMatch(
            body ->
                Checkpoint.read(body).size()
                    != jdbc.queryForObject("select count(*) from journal_leaf", Long.class));
  }

  /** A key that was destroyed says so in its chain. */
  private static List<String> unnamedErasures(JdbcTemplate jdbc, String chain) {
    return jdbc.queryForList(
        "select 'The key of ' || k.chain || ' was destroyed, and its chain does not say so.'"
            + " from journal_key k where k.sealed is null and (?::text is null or k.chain = ?)"
            + " and not exists (select from journal_entry e where e.chain = k.chain"
            + " and e.body like '%\"kind\":\"personal-key-destroyed\"%') order by k.chain",
        String.class, chain, chain);
  }

  /** All keys that ever signed, as far as files outside of the database tell. */
  private Set<String> knownKeys(SortedMap<Long, String> kept) {
    Set<String> known = new TreeSet<>();
    known.add(keys.present().fingerprint());
    keys.former().ifPresent(former -> known.add(former.fingerprint()));
    kept.values().stream()
        .map(CanonicalJson::read)
        .forEach(
            checkpoint -> {
              known.add(checkpoint.path("key").asText());
              known.add(checkpoint.path("nextKey").asText(checkpoint.path("key").asText()));
            });
    return known;
  }

  /** The key of the first checkpoint, with which the chain of keys begins. */
  private Set<String> ownKeys(SortedMap<Long, String> kept) {
    Set<String> own = new TreeSet<>();
    kept.values().stream().findFirst().ifPresent(first -> own.add(Checkpoint.read(first).key()));
    if (own.isEmpty()) {
      own.add(keys.present().fingerprint());
      keys.former().ifPresent(former -> own.add(former.fingerprint()));
    }
    return own;
  }
}
