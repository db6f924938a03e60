package org.ims.documentation.journal.verification;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Proves that the entries of one chain were there when a checkpoint was signed, without any other
 * chain.
 *
 * @param head what the checkpoint's tree names of the chain
 * @param position of the head among the leaves of the tree, from 0
 * @param path the hashes that lead from the leaf to the root, in hexadecimal digits
 * @param checkpoint the body of the checkpoint
 * @param signature of the body
 * @param publicKey with which it can be checked (X.509)
 */
public record IncidentProof(
    SealedHead head,
    long position,
    List<String> path,
    String checkpoint,
    byte[] signature,
    byte[] publicKey) {

  /** As canonical JSON. */
  public String json() {
    Map<String, Object> fields = new TreeMap<>();
    fields.put("chain", head.chain());
    fields.put("size", head.size());
    fields.put("hash", head.hash());
    fields.put("position", position);
    fields.put("path", path);
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
      List<String> path = new ArrayList<>();
      fields.required("path").forEach(hash -> path.add(hash.textValue()));
      return new IncidentProof(
          new SealedHead(
              fields.required("chain").textValue(),
              fields.required("size").longValue(),
              fields.required("hash").textValue()),
          fields.required("position").longValue(),
          path,
          fields.required("checkpoint").textValue(),
          Base64.getDecoder().decode(fields.required("signature").textValue()),
          Base64.getDecoder().decode(fields.required("publicKey").textValue()));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("Not a proof", e);
    }
  }

  /** Whether the path leads from the head to the root that the checkpoint signs. */
  boolean leadsTo(Checkpoint signed) {
    byte[] root =
        MerkleTree.rootOf(
            head.leaf(),
            position,
            signed.size(),
            path.stream().map(HexFormat.of()::parseHex).toList());
    return root != null && StoredEntry.hex(root).equals(signed.root());
  }
}
