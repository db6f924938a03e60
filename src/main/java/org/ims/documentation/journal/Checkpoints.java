package org.ims.documentation.journal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.ims.documentation.journal.SigningKeys.SigningKey;
import org.ims.documentation.journal.verification.Checkpoint;
import org.ims.documentation.journal.verification.MerkleTree;
import org.ims.documentation.journal.verification.SealedHead;
import org.ims.documentation.journal.verification.StoredEntry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs from time to time what the journal holds: the heads of all chains that have moved become
 * leaves of one tree, and its root is signed together with the checkpoint before.
 */
@Service
class Checkpoints {

  /** Taken by whoever makes a checkpoint, so that two nodes do not both try. */
  private static final long LOCK = 0x494D534A4F55524EL;

  private final JdbcClient jdbc;
  private final SigningKeys keys;
  private final Clock clock;

  Checkpoints(JdbcClient jdbc, SigningKeys keys, Clock clock) {
    this.jdbc = jdbc;
    this.keys = keys;
    this.clock = clock;
  }

  /** A checkpoint as it is stored. */
  record Stored(long n, String body, byte[] signature, byte[] frontier) {}

  /**
   * Names all heads that have moved since the last checkpoint.
   *
   * @return the number of the checkpoint, or empty when nothing has moved
   * @throws IllegalStateException when the key is another than the last checkpoint says, and the
   *     former one is not here to hand over
   */
  @Transactional
  Optional<Long> make() {
    lock();
    List<SealedHead> moved =
        jdbc.sql(
                "select chain, size, encode(hash, 'hex') from journal_head where unsealed order by"
                    + " chain")
            .query((row, at) -> new SealedHead(row.getString(1), row.getLong(2), row.getString(3)))
            .list();
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    refuseRewritten(moved);
    SigningKey present = keys.present();
    introduce(present);
    Optional<Stored> last = last();
    if (last.isPresent()) {
      Checkpoint before = Checkpoint.read(last.get().body());
      if (!before.followingKey().equals(present.fingerprint())) {
        handOver(last.get(), before, present);
        last = last();
      }
    }
    return Optional.of(seal(last, moved, present, null));
  }

  /** Until the transaction ends, nobody else makes a checkpoint or renews the key. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query(row -> {});
  }

  /** The last checkpoint under the former key names the present one. */
  private void handOver(Stored last, Checkpoint before, SigningKey present) {
    SigningKey former =
        keys.former()
            .filter(key -> key.fingerprint().equals(before.followingKey()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Checkpoint %d names the key %s for the next one, and it is not here: set ims.journal.former-signing-key to it."
                            .formatted(before.n(), before.followingKey())));
    seal(Optional.of(last), List.of(), former, present.fingerprint());
  }

  private long seal(Optional<Stored> last, List<SealedHead> heads, SigningKey key, String nextKey) {
    MerkleTree tree =
        last.map(stored -> treeOf(stored, Checkpoint.read(stored.body())))
            .orElseGet(MerkleTree::new);
    heads.forEach(head -> tree.add(head.leaf()));
    Checkpoint checkpoint =
        new Checkpoint(
            last.map(stored -> stored.n() + 1).orElse(1L),
            notBefore(last, clock.instant()),
            tree.size(),
            StoredEntry.hex(tree.root()),
            last.map(stored -> Checkpoint.digest(stored.body())).orElse(Checkpoint.NOTHING),
            key.fingerprint(),
            nextKey);
    String body = checkpoint.body();
    jdbc.sql("select journal_seal(?, ?, ?, ?, ?, ?, ?)")
        .params(
            checkpoint.n(),
            body,
            key.sign(body),
            tree.frontier(),
            heads.stream().map(SealedHead::chain).toArray(String[]::new),
            heads.stream().map(SealedHead::size).toArray(Long[]::new),
            heads.stream()
                .map(head -> java.util.HexFormat.of().parseHex(head.hash()))
                .toArray(byte[][]::new))
        .query(row -> {});
    return checkpoint.n();
  }

  /** A clock that was set back must not make the chain of checkpoints look forged. */
  private static Instant notBefore(Optional<Stored> last, Instant now) {
    Instant rounded = now.truncatedTo(ChronoUnit.MICROS);
    return last.map(stored -> Checkpoint.read(stored.body()).at())
        .filter(before -> before.isAfter(rounded))
        .orElse(rounded);
  }

  /** From what the last checkpoint kept; from all heads when that is not what it signed. */
  private MerkleTree treeOf(Stored stored, Checkpoint checkpoint) {
    try {
      MerkleTree tree = MerkleTree.of(checkpoint.size(), stored.frontier());
      if (StoredEntry.hex(tree.root()).equals(checkpoint.root())) {
        return tree;
      }
    } catch (IllegalArgumentException e) {
      // Told by the verification; the tree is made anew all the same.
    }
    MerkleTree tree = new MerkleTree();
    jdbc.sql(
            "select chain, size, encode(hash, 'hex') from journal_leaf where position < ? order by"
                + " position")
        .param(checkpoint.size())
        .query(
            row -> {
              tree.add(new SealedHead(row.getString(1), row.getLong(2), row.getString(3)).leaf());
            });
    return tree;
  }

  /** Whoever rewrote a chain must not get a signature for the rewritten one. */
  private void refuseRewritten(List<SealedHead> moved) {
    jdbc.sql(
            "select 'Entry ' || l.size || ' of ' || l.chain || ' is not the one that a checkpoint named'"
                + " from journal_leaf l left join journal_entry e on e.chain = l.chain and e.seq ="
                + " l.size where l.chain = any (?) and e.hash is distinct from l.hash"
                + " order by l.chain, l.size limit 1")
        .param(moved.stream().map(SealedHead::chain).toArray(String[]::new))
        .query(String.class)
        .optional()
        .ifPresent(
            what -> {
              throw new IllegalStateException(
                  what
                      + ": nothing is signed until somebody has looked into it"
                      + " (GET /api/journal/verification).");
            });
  }

  private void introduce(SigningKey key) {
    jdbc.sql("select journal_introduce_key(?, ?)")
        .params(key.fingerprint(), key.publicKey())
        .query(row -> {});
  }

  /** The last one, if there is any. */
  Optional<Stored> last() {
    return jdbc.sql("select * from journal_checkpoint order by n desc limit 1")
        .query(Checkpoints::stored)
        .optional();
  }

  /** Those after a number, in their order, at most a thousand. */
  List<Stored> after(long n) {
    return jdbc.sql("select * from journal_checkpoint where n > ? order by n limit 1000")
        .param(n)
        .query(Checkpoints::stored)
        .list();
  }

  private static Stored stored(java.sql.ResultSet row, int at) throws java.sql.SQLException {
    return new Stored(
        row.getLong("n"),
        row.getString("body"),
        row.getBytes("signature"),
        row.getBytes("frontier"));
  }
}
