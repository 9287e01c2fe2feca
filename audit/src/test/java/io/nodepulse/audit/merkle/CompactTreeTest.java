package io.nodepulse.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Against the definition of RFC 6962, written down word for word in {@link ReferenceTree}. */
class CompactTreeTest {

    private static final int LEAVES = 140;

    private static List<byte[]> leaves() {
        return IntStream.range(0, LEAVES).mapToObj(i -> new byte[] {(byte) i, 7}).toList();
    }

    @Test
    void anySizeGoesOnToAnyOther(@TempDir Path folder) throws IOException {
        List<byte[]> leaves = leaves();
        MerkleTree tree = new MerkleTree(TestTiles.of(folder, leaves));
        TreeHash hash = new TreeHash();
        for (int from = 0; from <= LEAVES; from += 7) {
            CompactTree compact = new CompactTree(from, tree.subtrees(from));
            assertThat(compact.root()).isEqualTo(ReferenceTree.root(leaves.subList(0, from)));
            for (int next = from; next < LEAVES; next++) {
                compact.append(0, hash.leaf(leaves.get(next)));
                assertThat(compact.root())
                        .isEqualTo(ReferenceTree.root(leaves.subList(0, next + 1)));
            }
        }
    }

    @Test
    void wholeSubtreesAreAppendedWhereTheyCanBegin() {
        List<byte[]> leaves = leaves();
        CompactTree compact = new CompactTree(0, List.of());

        compact.append(6, ReferenceTree.root(leaves.subList(0, 64)));
        compact.append(5, ReferenceTree.root(leaves.subList(64, 96)));

        assertThat(compact.root()).isEqualTo(ReferenceTree.root(leaves.subList(0, 96)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compact.append(6, new byte[TreeHash.BYTES]))
                .withMessage("no subtree of 64 leaves begins at leaf 96");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CompactTree(5, List.of()))
                .withMessage("a tree of 5 leaves has 2 complete subtrees, not 0");
    }
}
