package org.ims.documentation.journal.verification;

import java.util.List;

/**
 * What became of a verification.
 *
 * @param intact whether everything is as it was written
 * @param entries how many entries were read
 * @param chains in how many chains they stand
 * @param checkpoints how many checkpoints were read
 * @param unsealed how many entries were written after their chain was last named by a checkpoint:
 *     these are chained, and can still be rewritten as a whole by the database's owner
 * @param trusted the last checkpoint, on which the verdict rests, or null when there is none
 * @param findings what is wrong, the first first, at most {@value #MOST}; empty when intact
 */
public record Verification(
    boolean intact,
    long entries,
    long chains,
    long checkpoints,
    long unsealed,
    Trusted trusted,
    List<Finding> findings) {

  /** How many findings are told. */
  public static final int MOST = 100;

  /**
   * What to compare with a checkpoint that was kept elsewhere.
   *
   * @param digest SHA-256 of its body
   */
  public record Trusted(long n, String at, String root, String digest, String key) {}
}
