package org.ims.documentation.journal.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks the entries of one chain, told in their order, against the proof of a checkpoint. */
public final class IncidentVerifier {

  private final String chain;
  private final IncidentProof proof;
  private final Set<String> trustedKeys;
  private final Map<Long, String> kept;
  private final List<Finding> findings = new ArrayList<>();
  private final ChainCheck check = new ChainCheck();
  private long entries;
  private int named;

  /**
   * @param proof null when no checkpoint has named the chain yet
   * @param trustedKeys the fingerprints of keys that are known to be ours; empty to accept the one
   *     that the proof brings along
   * @param kept checkpoints that were kept elsewhere: their bodies by their numbers
   */
  public IncidentVerifier(
      String chain, IncidentProof proof, Set<String> trustedKeys, Map<Long, String> kept) {
    this.chain = chain;
    this.proof = proof;
    this.trustedKeys = Set.copyOf(trustedKeys);
    this.kept = Map.copyOf(kept);
  }

  /** The next entry. */
  public void entry(StoredEntry entry) {
    entries++;
    if (!entry.chain().equals(chain)) {
      find(entry.seq(), "The entry belongs to %s.".formatted(entry.chain()));
      return;
    }
    ChainCheck.Break found = check.next(entry);
    if (found != null) {
      find(found.seq(), found.what());
    }
    while (proof != null
        && named < proof.leaves().size()
        && proof.leaves().get(named).size() <= entry.seq()) {
      IncidentProof.Leaf leaf = proof.leaves().get(named);
      if (leaf.size() < entry.seq() || !StoredEntry.hex(entry.hash()).equals(leaf.hash())) {
        find(leaf.size(), "The entry is not the one that a checkpoint named.");
      }
      named++;
    }
  }

  /** Something outside of what the entries can tell, such as a damaged file. */
  public void find(Long seq, String what) {
    if (findings.size() < Verification.MOST) {
      findings.add(new Finding(seq == null ? null : chain, seq, what));
    }
  }

  /** What was found, once everything was told. */
  public Verification finish() {
    Verification.Trusted trusted = null;
    if (proof == null) {
      if (!trustedKeys.isEmpty()) {
        find(null, "No checkpoint has named the chain.");
      }
    } else {
      trusted = proven();
    }
    if (entries == 0) {
      find(1L, "All entries of the chain are missing.");
    }
    return new Verification(
        findings.isEmpty(),
        entries,
        1,
        proof == null ? 0 : 1,
        proof == null ? entries : Math.max(0, entries - proof.size()),
        trusted,
        List.copyOf(findings));
  }

  private Verification.Trusted proven() {
    if (named < proof.leaves().size() && entries > 0) {
      long end = check.last() == null ? 0 : check.last().seq();
      find(end + 1, "Entries from %d on are missing, which a checkpoint named.".formatted(end + 1));
    }
    if (!proof.chain().equals(chain)) {
      find(null, "The proof is of %s.".formatted(proof.chain()));
    }
    Checkpoint signed;
    try {
      signed = Checkpoint.read(proof.checkpoint());
      for (IncidentProof.Leaf leaf : proof.leaves()) {
        if (!proof.leadsTo(leaf, signed)) {
          find(
              leaf.size(),
              "The proof does not lead to what checkpoint %d signs.".formatted(signed.n()));
        }
      }
    } catch (IllegalArgumentException e) {
      find(null, "The proof is not readable.");
      return null;
    }
    if (!signed.key().equals(Signatures.fingerprint(proof.publicKey()))
        || !Signatures.isValid(proof.publicKey(), proof.checkpoint(), proof.signature())) {
      find(null, "The signature of checkpoint %d is not valid.".formatted(signed.n()));
    }
    if (!trustedKeys.isEmpty() && !trustedKeys.contains(signed.key())) {
      find(null, "Checkpoint %d is signed with a key that is not trusted.".formatted(signed.n()));
    }
    String copy = kept.get(signed.n());
    if (copy == null && !kept.isEmpty() && trustedKeys.isEmpty()) {
      find(
          null,
          "Checkpoint %d is not among those that were kept, and no key is trusted."
              .formatted(signed.n()));
    }
    if (copy != null && !copy.equals(proof.checkpoint())) {
      find(
          null,
          "Checkpoint %d is not the one that was kept outside of the database."
              .formatted(signed.n()));
    }
    return new Verification.Trusted(
        signed.n(),
        StoredEntry.time(signed.at()),
        signed.root(),
        Checkpoint.digest(proof.checkpoint()),
        signed.key());
  }
}
