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
import java.util.TreeSet;
import org.ims.documentation.journal.SigningKeys.SigningKey;
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
    return verify(jdbc, ownKeys(), file.bodies());
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
    return verifier.finish();
  }

  /** Writes the whole journal; it can be verified by {@code --verify}. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  void export(OutputStream out) throws IOException {
    JournalDump.Writer writer = new JournalDump.Writer(out, clock.instant());
    SigningKey signing = keys.present();
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

  private static void tell(JdbcTemplate jdbc, Listener listener) {
    jdbc.execute("set local statement_timeout = 0");
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

  /** The entries of a chain in their order. */
  List<StoredEntry> entries(String chain) {
    return jdbc.query(ENTRIES + " where chain = ? order by seq", (row, at) -> entry(row), chain);
  }

  /** The chain of one incident, with the last checkpoint that names it. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Verification of(String chain) {
    IncidentVerifier verifier =
        new IncidentVerifier(chain, proof(chain).orElse(null), Set.of(), file.bodies());
    entries(chain).forEach(verifier::entry);
    return verifier.finish();
  }

  /**
   * What proves the chain to somebody who has nothing but it; empty before its first checkpoint.
   */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  Optional<IncidentProof> proof(String chain) {
    return jdbc
        .query(
            "select l.position, l.size, encode(l.hash, 'hex'), c.body, c.signature, k.public_key"
                + " from journal_leaf l join journal_checkpoint c on c.n = l.checkpoint"
                + " join journal_signing_key k on k.fingerprint = c.body::json ->> 'key'"
                + " where l.chain = ? order by l.size desc limit 1",
            (row, at) ->
                new IncidentProof(
                    new SealedHead(chain, row.getLong(2), row.getString(3)),
                    row.getLong(1),
                    path(row.getLong(1), Checkpoint.read(row.getString(4)).size()),
                    row.getString(4),
                    row.getBytes(5),
                    row.getBytes(6)),
            chain)
        .stream()
        .findFirst();
  }

  private List<String> path(long position, long size) {
    List<byte[]> leaves = new ArrayList<>();
    jdbc.query(
        "select chain, size, encode(hash, 'hex') from journal_leaf where position < ? order by"
            + " position",
        row -> {
          leaves.add(new SealedHead(row.getString(1), row.getLong(2), row.getString(3)).leaf());
        },
        size);
    return MerkleTree.path(leaves, Math.toIntExact(position)).stream()
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  /** The keys that this installation knows to be its own, whatever the database says. */
  private Set<String> ownKeys() {
    Set<String> own = new TreeSet<>();
    file.bodies().values().stream()
        .findFirst()
        .ifPresent(first -> own.add(Checkpoint.read(first).key()));
    if (own.isEmpty()) {
      own.add(keys.present().fingerprint());
      keys.former().ifPresent(former -> own.add(former.fingerprint()));
    }
    return own;
  }
}
