package org.ims.documentation.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.ims.documentation.journal.verification.MerkleTree;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

  /** The leaves with which implementations of RFC 6962 are compared. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  /** Their roots for the sizes 1 to 8, as other implementations give them. */
  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static byte[] leaf(int index) {
    return MerkleTree.leaf(HexFormat.of().parseHex(LEAVES.get(index)));
  }

  @Test
  void rootsAreThoseOfTheStandard() {
    MerkleTree tree = new MerkleTree();
    assertThat(HexFormat.of().formatHex(tree.root()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (int i = 0; i < LEAVES.size(); i++) {
      tree.add(leaf(i));
      assertThat(HexFormat.of().formatHex(tree.root())).isEqualTo(ROOTS.get(i));
      MerkleTree again = MerkleTree.of(tree.size(), tree.frontier());
      assertThat(again.root()).isEqualTo(tree.root());
    }
    assertThatThrownBy(() -> MerkleTree.of(3, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Large enough for subtrees that several paths share. */
  @Test
  void pathsOfALargeTreeLeadToItsRoot() {
    List<byte[]> leaves = new ArrayList<>();
    MerkleTree tree = new MerkleTree();
    for (int i = 0; i < 5_001; i++) {
      byte[] leaf = MerkleTree.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
      leaves.add(leaf);
      tree.add(leaf);
    }
    MerkleTree.Paths paths = new MerkleTree.Paths(leaves);
    for (int i : new int[] {0, 1, 1_023, 1_024, 2_047, 4_095, 4_096, 5_000}) {
      assertThat(MerkleTree.rootOf(leaves.get(i), i, leaves.size(), paths.of(i)))
          .isEqualTo(tree.root());
    }
  }

  @Test
  void everyPathLeadsToItsRootAndToNoOther() {
    for (int size = 1; size <= 33; size++) {
      List<byte[]> leaves = new ArrayList<>();
      MerkleTree tree = new MerkleTree();
      for (int i = 0; i < size; i++) {
        byte[] leaf = MerkleTree.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
        leaves.add(leaf);
        tree.add(leaf);
      }
      for (int i = 0; i < size; i++) {
        List<byte[]> path = new MerkleTree.Paths(leaves).of(i);
        assertThat(MerkleTree.rootOf(leaves.get(i), i, size, path)).isEqualTo(tree.root());
        byte[] other = MerkleTree.rootOf(leaves.get(i), (i + 1) % size, size, path);
        if (size > 1 && other != null) {
          assertThat(other).isNotEqualTo(tree.root());
        }
      }
    }
  }
}
