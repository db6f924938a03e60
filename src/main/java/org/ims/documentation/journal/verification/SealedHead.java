package org.ims.documentation.journal.verification;

import java.util.Map;

/**
 * What a checkpoint names: how long a chain was, and the hash of its last entry then. A leaf of the
 * tree.
 *
 * @param size the number of entries
 * @param hash of the last of them, in hexadecimal digits
 */
public record SealedHead(String chain, long size, String hash) {

  /** Its hash in the tree. */
  public byte[] leaf() {
    return MerkleTree.leaf(
        CanonicalJson.of(Map.of("chain", chain, "hash", hash, "size", size))
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
