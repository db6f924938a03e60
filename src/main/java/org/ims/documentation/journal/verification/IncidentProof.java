package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves that the entries of one chain were there when checkpoints named them, without any other
 * chain: each head that a checkpoint ever named, and its path in the tree of the last checkpoint.
 * One head would not do: whoever rewrites a chain and appends to it has its newest head signed.
 *
 * @param chain whose heads they are
 * @param leaves the heads in the order of their sizes; at least one
 * @param checkpoint the body of the last checkpoint
 * @param signature of the body
 * @param publicKey with which it can be checked (X.509)
 */
public record IncidentProof(
    String chain, List<Leaf> leaves, String checkpoint, byte[] signature, byte[] publicKey) {

  /**
   * A head that a checkpoint named.
   *
   * @param size how many entries there were
   * @param hash of the last of them, in hexadecimal digits
   * @param position among the leaves of the tree, from 0
   * @param path the hashes that lead from the leaf to the root, in hexadecimal digits
   */
  public record Leaf(long size, String hash, long position, List<String> path) {}

  /** Copies what it is given. */
  public IncidentProof {
    leaves = List.copyOf(leaves);
    if (leaves.isEmpty()) {
      throw new IllegalArgumentException("A proof names at least one head");
    }
  }

  /** How many entries are proven. */
  long size() {
    return leaves.get(leaves.size() - 1).size();
  }

  /** What the checkpoint names of the chain last. */
  public SealedHead head() {
    Leaf last = leaves.get(leaves.size() - 1);
    return new SealedHead(chain, last.size(), last.hash());
  }

  /** As canonical JSON. */
  public String json() {
    List<Map<String, Object>> heads = new ArrayList<>();
    for (Leaf leaf : leaves) {
      Map<String, Object> head = new TreeMap<>();
      head.put("size", leaf.size());
      head.put("hash", leaf.hash());
      head.put("position", leaf.position());
      head.put("path", leaf.path());
      heads.add(head);
    }
    Map<String, Object> fields = new TreeMap<>();
    fields.put("chain", chain);
    fields.put("heads", heads);
    fields.put("checkpoint", checkpoint);
    fields.put("signature", Base64.getEncoder().encodeToString(signature));
    fields.put("publicKey", Base64.getEncoder().encodeToString(publicKey));
    return CanonicalJson.of(fields);
  }

  /**
   * @throws IllegalArgumentException when it is no proof
   */
  public static IncidentProof read(String json) {
    try {
      JsonNode fields = CanonicalJson.read(json);
      List<Leaf> leaves = new ArrayList<>();
      for (JsonNode head : fields.required("heads")) {
        List<String> path = new ArrayList<>();
        head.required("path").forEach(hash -> path.add(hash.textValue()));
        leaves.add(
            new Leaf(
                head.required("size").longValue(),
                head.required("hash").textValue(),
                head.required("position").longValue(),
                path));
      }
      return new IncidentProof(
          fields.required("chain").textValue(),
          leaves,
          fields.required("checkpoint").textValue(),
          Base64.getDecoder().decode(fields.required("signature").textValue()),
          Base64.getDecoder().decode(fields.required("publicKey").textValue()));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not a proof", e);
    }
  }

  /** Whether the path leads from the head to the root that the checkpoint signs. */
  boolean leadsTo(Leaf leaf, Checkpoint signed) {
    byte[] root =
        MerkleTree.rootOf(
            new SealedHead(chain, leaf.size(), leaf.hash()).leaf(),
            leaf.position(),
            signed.size(),
            leaf.path().stream().map(HexFormat.of()::parseHex).toList());
    return root != null && StoredEntry.hex(root).equals(signed.root());
  }
}
