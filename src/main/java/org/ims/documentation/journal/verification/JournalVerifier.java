package org.ims.documentation.journal.verification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a journal that is told piece by piece: first the keys, the checkpoints (by number), the
 * sealed heads (by position) and the present heads, then the entries (by chain and number), at last
 * {@link #finish}. It keeps the heads, never the entries.
 */
public final class JournalVerifier {

  private final Set<String> trustedKeys;
  private final Map<Long, String> kept;
  private final List<Finding> findings = new ArrayList<>();
  private long dropped;

  private final Map<String, byte[]> keys = new HashMap<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private String lastBody;
  private final MerkleTree tree = new MerkleTree();
  private int rooted;
  private final Map<String, List<SealedHead>> sealed = new HashMap<>();
  private final Map<String, PresentHead> heads = new HashMap<>();

  private ChainCheck check = new ChainCheck();
  private final Set<String> told = new HashSet<>();
  private long entries;
  private long chains;
  private long unsealed;
  private List<SealedHead> sealedHere = List.of();
  private int nextSealed;
  private boolean broken;

  /** Where a chain ends. */
  public record PresentHead(String chain, long size, byte[] hash, boolean unsealed) {}

  /**
   * @param trustedKeys the fingerprints of keys that are known to be ours; empty to accept the key
   *     of the first checkpoint
   * @param kept checkpoints that were kept elsewhere: their bodies by their numbers
   */
  public JournalVerifier(Set<String> trustedKeys, Map<Long, String> kept) {
    this.trustedKeys = Set.copyOf(trustedKeys);
    this.kept = Map.copyOf(kept);
  }

  /** A public key by its fingerprint. */
  public void key(String fingerprint, byte[] publicKey) {
    if (!Signatures.fingerprint(publicKey).equals(fingerprint)) {
      find(null, null, "The public key %s is not the one of that name.".formatted(fingerprint));
      return;
    }
    keys.put(fingerprint, publicKey);
  }

  /** The next checkpoint, as it is stored. */
  public void checkpoint(long n, String body, byte[] signature) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.read(body);
    } catch (IllegalArgumentException e) {
      find(null, null, "Checkpoint %d is not readable.".formatted(n));
      return;
    }
    Checkpoint before = checkpoints.isEmpty() ? null : checkpoints.get(checkpoints.size() - 1);
    long expected = before == null ? 1 : before.n() + 1;
    if (n != checkpoint.n()) {
      find(null, null, "Checkpoint %d says that it is %d.".formatted(n, checkpoint.n()));
    }
    if (checkpoint.n() != expected) {
      find(null, null, "Checkpoint %d is missing.".formatted(expected));
    } else if (!checkpoint
        .previous()
        .equals(before == null ? Checkpoint.NOTHING : Checkpoint.digest(lastBody))) {
      find(null, null, "Checkpoint %d does not follow the one before it.".formatted(n));
    }
    if (before == null) {
      if (!trustedKeys.isEmpty() && !trustedKeys.contains(checkpoint.key())) {
        find(null, null, "Checkpoint %d is signed with a key that is not trusted.".formatted(n));
      }
    } else {
      if (!checkpoint.key().equals(before.followingKey())) {
        find(
            null,
            null,
            "Checkpoint %d is signed with a key that the one before does not name.".formatted(n));
      }
      if (checkpoint.at().isBefore(before.at())) {
        find(null, null, "Checkpoint %d is older than the one before it.".formatted(n));
      }
      if (checkpoint.size() < before.size()) {
        find(null, null, "Checkpoint %d names fewer heads than the one before.".formatted(n));
      }
    }
    byte[] publicKey = keys.get(checkpoint.key());
    if (publicKey == null || !Signatures.isValid(publicKey, body, signature)) {
      find(null, null, "The signature of checkpoint %d is not valid.".formatted(n));
    }
    String copy = kept.get(checkpoint.n());
    if (copy != null && !copy.equals(body)) {
      find(
          null,
          null,
          "Checkpoint %d is not the one that was kept outside of the database.".formatted(n));
    }
    checkpoints.add(checkpoint);
    lastBody = body;
  }

  /** The next head that a checkpoint names. */
  public void sealedHead(long position, SealedHead head, long checkpoint) {
    if (position != tree.size()) {
      find(
          head.chain(),
          head.size(),
          "The sealed head at position %d is missing.".formatted(tree.size()));
      return;
    }
    compareRoots();
    tree.add(head.leaf());
    if (rooted >= checkpoints.size() || checkpoints.get(rooted).n() != checkpoint) {
      find(
          head.chain(),
          head.size(),
          "A sealed head claims to belong to checkpoint %d.".formatted(checkpoint));
    }
    sealed.computeIfAbsent(head.chain(), any -> new ArrayList<>()).add(head);
  }

  /** The roots of all checkpoints whose heads have been told. */
  private void compareRoots() {
    while (rooted < checkpoints.size() && checkpoints.get(rooted).size() == tree.size()) {
      Checkpoint checkpoint = checkpoints.get(rooted);
      if (!checkpoint.root().equals(StoredEntry.hex(tree.root()))) {
        find(
            null,
            null,
            "The sealed heads are not those that checkpoint %d was made of."
                .formatted(checkpoint.n()));
      }
      rooted++;
    }
  }

  /** Where a chain ends now. */
  public void head(PresentHead head) {
    heads.put(head.chain(), head);
  }

  /** The next entry, by chain and number. */
  public void entry(StoredEntry entry) {
    entries++;
    StoredEntry before = check.last();
    boolean first = before == null || !before.chain().equals(entry.chain());
    if (first) {
      endChain();
      broken = false;
      chains++;
      if (!told.add(entry.chain())) {
        find(entry.chain(), entry.seq(), "The entries of the chain do not stand together.");
      }
      check = new ChainCheck();
      sealedHere = sealed.getOrDefault(entry.chain(), List.of());
      nextSealed = 0;
    }
    ChainCheck.Break found = check.next(entry);
    if (found != null) {
      blame(entry.chain(), found.seq(), found.what());
    }
    while (nextSealed < sealedHere.size() && sealedHere.get(nextSealed).size() <= entry.seq()) {
      SealedHead named = sealedHere.get(nextSealed);
      if (named.size() < entry.seq() || !named.hash().equals(StoredEntry.hex(entry.hash()))) {
        long from = nextSealed == 0 ? 1 : sealedHere.get(nextSealed - 1).size() + 1;
        blame(
            entry.chain(),
            from,
            "Entries %d to %d are not those that a checkpoint named."
                .formatted(from, named.size()));
      }
      nextSealed++;
    }
  }

  private void endChain() {
    StoredEntry last = check.last();
    if (last == null) {
      return;
    }
    long sealedSize = sealedHere.isEmpty() ? 0 : sealedHere.get(sealedHere.size() - 1).size();
    if (sealedSize > last.seq()) {
      blame(
          last.chain(),
          last.seq() + 1,
          "Entries from %d on are missing, which a checkpoint named.".formatted(last.seq() + 1));
    }
    unsealed += Math.max(0, last.seq() - sealedSize);
    PresentHead head = heads.remove(last.chain());
    if (head == null) {
      blame(last.chain(), last.seq(), "The head of the chain is missing.");
    } else if (head.size() > last.seq()) {
      blame(
          last.chain(),
          last.seq() + 1,
          "Entries from %d on are missing.".formatted(last.seq() + 1));
    } else if (head.size() < last.seq() || !Arrays.equals(head.hash(), last.hash())) {
      blame(last.chain(), last.seq(), "The head of the chain does not name its last entry.");
    } else if (!head.unsealed() && sealedSize != last.seq()) {
      blame(last.chain(), last.seq(), "The chain is kept away from the checkpoints.");
    }
    sealed.remove(last.chain());
  }

  /** What was found, once everything was told. */
  public Verification finish() {
    endChain();
    compareRoots();
    if (rooted < checkpoints.size()) {
      find(
          null,
          null,
          "Sealed heads are missing, which checkpoint %d was made of."
              .formatted(checkpoints.get(rooted).n()));
    } else if (!checkpoints.isEmpty()
        && checkpoints.get(checkpoints.size() - 1).size() != tree.size()) {
      find(null, null, "There are more sealed heads than the last checkpoint names.");
    } else if (checkpoints.isEmpty() && tree.size() > 0) {
      find(null, null, "All checkpoints are missing.");
    }
    Set<String> gone = new TreeSet<>(heads.keySet());
    sealed.keySet().stream().filter(chain -> !told.contains(chain)).forEach(gone::add);
    gone.stream()
        .filter(chain -> !told.contains(chain))
        .forEach(chain -> find(chain, 1L, "All entries of the chain are missing."));
    long highest = checkpoints.isEmpty() ? 0 : checkpoints.get(checkpoints.size() - 1).n();
    kept.keySet().stream()
        .filter(n -> n > highest)
        .sorted()
        .findFirst()
        .ifPresent(
            n ->
                find(
                    null,
                    null,
                    "Checkpoint %d is missing, which was kept outside of the database."
                        .formatted(n)));
    return new Verification(
        findings.isEmpty(),
        entries,
        chains,
        checkpoints.size(),
        unsealed,
        trusted(),
        firstEntriesFirst());
  }

  private Verification.Trusted trusted() {
    if (checkpoints.isEmpty()) {
      return null;
    }
    Checkpoint checkpoint = checkpoints.get(checkpoints.size() - 1);
    Instant at = checkpoint.at();
    return new Verification.Trusted(
        checkpoint.n(),
        StoredEntry.time(at),
        checkpoint.root(),
        Checkpoint.digest(lastBody),
        checkpoint.key());
  }

  /** Entries before what is about none of them. */
  private List<Finding> firstEntriesFirst() {
    List<Finding> ordered = new ArrayList<>();
    findings.stream().filter(finding -> finding.seq() != null).forEach(ordered::add);
    findings.stream().filter(finding -> finding.seq() == null).forEach(ordered::add);
    if (dropped > 0) {
      ordered.add(new Finding(null, null, "There are %d more findings.".formatted(dropped)));
    }
    return List.copyOf(ordered);
  }

  /** One finding a chain: what follows from the first is no news. */
  private void blame(String chain, long seq, String what) {
    if (!broken) {
      broken = true;
      find(chain, seq, what);
    }
  }

  /** Whether a key may sign a file: one that is trusted, or that the checkpoints lead to. */
  boolean isOurs(String fingerprint) {
    return trustedKeys.contains(fingerprint)
        || (checkpoints.isEmpty()
            ? trustedKeys.isEmpty()
            : checkpoints.get(checkpoints.size() - 1).followingKey().equals(fingerprint));
  }

  /** Something outside of what the journal itself can tell, such as a damaged file. */
  public void find(String chain, Long seq, String what) {
    if (findings.size() < Verification.MOST) {
      findings.add(new Finding(chain, seq, what));
    } else {
      dropped++;
    }
  }
}
