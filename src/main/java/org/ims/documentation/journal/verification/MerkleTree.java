package org.ims.documentation.journal.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ims.engine.Sha256;

/**
 * The tree of hashes of RFC 6962 and RFC 9162, which only grows. It keeps the roots of its whole
 * subtrees alone, as many as the size has binary ones.
 */
public final class MerkleTree {

  private static final int HASH_BYTES = 32;

  private final List<byte[]> frontier;
  private long size;

  public MerkleTree() {
    this(0, new ArrayList<>());
  }

  private MerkleTree(long size, List<byte[]> frontier) {
    this.size = size;
    this.frontier = frontier;
  }

  /**
   * A tree as {@link #frontier()} described it.
   *
   * @throws IllegalArgumentException when the description does not fit the size
   */
  public static MerkleTree of(long size, byte[] described) {
    if (described.length != Long.bitCount(size) * HASH_BYTES) {
      throw new IllegalArgumentException("Not the frontier of a tree of " + size);
    }
    List<byte[]> frontier = new ArrayList<>();
    for (int at = 0; at < described.length; at += HASH_BYTES) {
      frontier.add(Arrays.copyOfRange(described, at, at + HASH_BYTES));
    }
    return new MerkleTree(size, frontier);
  }

  /** The hash of a leaf. */
  public static byte[] leaf(byte[] content) {
    byte[] prefixed = new byte[content.length + 1];
    System.arraycopy(content, 0, prefixed, 1, content.length);
    return Sha256.of(prefixed);
  }

  static byte[] node(byte[] left, byte[] right) {
    byte[] joined = new byte[1 + left.length + right.length];
    joined[0] = 1;
    System.arraycopy(left, 0, joined, 1, left.length);
    System.arraycopy(right, 0, joined, 1 + left.length, right.length);
    return Sha256.of(joined);
  }

  /**
   * @param leaf its hash
   */
  public void add(byte[] leaf) {
    byte[] subtree = leaf;
    for (long bits = size; (bits & 1) == 1; bits >>= 1) {
      subtree = node(frontier.remove(frontier.size() - 1), subtree);
    }
    frontier.add(subtree);
    size++;
  }

  public long size() {
    return size;
  }

  public byte[] root() {
    if (frontier.isEmpty()) {
      return Sha256.of(new byte[0]);
    }
    byte[] root = frontier.get(frontier.size() - 1);
    for (int i = frontier.size() - 2; i >= 0; i--) {
      root = node(frontier.get(i), root);
    }
    return root;
  }

  /** The roots of the whole subtrees from the largest on, each of 32 bytes. */
  public byte[] frontier() {
    byte[] all = new byte[frontier.size() * HASH_BYTES];
    for (int i = 0; i < frontier.size(); i++) {
      System.arraycopy(frontier.get(i), 0, all, i * HASH_BYTES, HASH_BYTES);
    }
    return all;
  }

  /**
   * The paths of several leaves of one tree. What lies under a large subtree is hashed once,
   * however many paths pass beside it.
   */
  public static final class Paths {

    /** Smaller subtrees are hashed anew rather than remembered. */
    private static final int SMALL = 1_024;

    private final List<byte[]> leaves;
    private final Map<Long, byte[]> roots = new HashMap<>();

    /**
     * @param leaves the hashes of all leaves
     */
    public Paths(List<byte[]> leaves) {
      this.leaves = leaves;
    }

    /** The hashes that lead from a leaf to the root, the one beside the leaf first. */
    public List<byte[]> of(int index) {
      List<byte[]> path = new ArrayList<>();
      add(path, 0, leaves.size(), index);
      return path;
    }

    private void add(List<byte[]> path, int from, int to, int index) {
      if (to - from <= 1) {
        return;
      }
      int middle = from + left(to - from);
      if (index < middle) {
        add(path, from, middle, index);
        path.add(root(middle, to));
      } else {
        add(path, middle, to, index);
        path.add(root(from, middle));
      }
    }

    private byte[] root(int from, int to) {
      if (to - from <= SMALL) {
        MerkleTree tree = new MerkleTree();
        leaves.subList(from, to).forEach(tree::add);
        return tree.root();
      }
      long range = ((long) from << Integer.SIZE) | to;
      byte[] known = roots.get(range);
      if (known == null) {
        int middle = from + left(to - from);
        known = node(root(from, middle), root(middle, to));
        roots.put(range, known);
      }
      return known;
    }

    /** How many of so many leaves the left subtree has: the largest power of two below. */
    private static int left(int size) {
      return Integer.highestOneBit(size - 1);
    }
  }

  /** The root to which a path leads (RFC 9162, 2.1.3.2), or null when it fits no such tree. */
  public static byte[] rootOf(byte[] leaf, long index, long size, List<byte[]> path) {
    if (index < 0 || index >= size) {
      return null;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leaf;
    for (byte[] sibling : path) {
      if (last == 0) {
        return null;
      }
      if ((node & 1) == 1 || node == last) {
        hash = node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? hash : null;
  }
}
