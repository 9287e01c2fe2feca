package io.nodepulse.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Roots and proofs are those of the recursive definitions, and nothing else is accepted. */
class MerkleTreeTest {

    private static final int ALL_SIZES = 70;

    /** Leaves and roots that implementations of RFC 6962 agree on. */
    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void knownRoots(int size, String root, @TempDir Path folder) throws IOException {
        List<byte[]> leaves =
                List.of(
                                "",
                                "00",
                                "10",
                                "2021",
                                "3031",
                                "40414243",
                                "5051525354555657",
                                "606162636465666768696a6b6c6d6e6f")
                        .stream()
                        .map(HexFormat.of()::parseHex)
                        .toList()
                        .subList(0, size);

        assertThat(new MerkleTree(TestTiles.of(folder, leaves)).root(size))
                .isEqualTo(HexFormat.of().parseHex(root));
    }

    @Test
    void allSmallSizes(@TempDir Path folder) throws IOException {
        List<byte[]> leaves = leaves(ALL_SIZES, 1);
        MerkleTree tree = new MerkleTree(TestTiles.of(folder, leaves));
        for (int size = 0; size <= ALL_SIZES; size++) {
            List<byte[]> first = leaves.subList(0, size);
            byte[] root = tree.root(size);
            assertThat(root).isEqualTo(ReferenceTree.root(first));
            for (int index = 0; index < size; index++) {
                checkInclusion(tree, index, first, root);
            }
            for (int from = 1; from <= size; from++) {
                checkConsistency(tree, from, first, root);
            }
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void largerSizes(int seed, @TempDir Path folder) throws IOException {
        Random random = new Random(seed);
        List<byte[]> leaves = leaves(seed == 0 ? 65_536 + 300 : 1 + random.nextInt(3000), seed);
        MerkleTree tree = new MerkleTree(TestTiles.of(folder, leaves));
        for (int round = 0; round < 6; round++) {
            int size = round == 0 ? leaves.size() : 1 + random.nextInt(leaves.size());
            List<byte[]> first = leaves.subList(0, size);
            byte[] root = tree.root(size);
            assertThat(root).isEqualTo(ReferenceTree.root(first));
            checkInclusion(tree, random.nextInt(size), first, root);
            checkConsistency(tree, 1 + random.nextInt(size), first, root);
        }
    }

    private static void checkInclusion(
            MerkleTree tree, int index, List<byte[]> leaves, byte[] root) {
        byte[] leaf = new TreeHash().leaf(leaves.get(index));
        int size = leaves.size();
        List<byte[]> path = tree.inclusion(index, size);

        assertThat(path).containsExactlyElementsOf(ReferenceTree.path(index, leaves));
        assertThat(ProofCheck.includes(leaf, index, size, root, path)).isTrue();
        assertThat(ProofCheck.includes(changed(leaf), index, size, root, path)).isFalse();
        assertThat(ProofCheck.includes(leaf, index, size, changed(root), path)).isFalse();
        assertThat(ProofCheck.includes(leaf, index + 1L, size, root, path)).isFalse();
        assertThat(ProofCheck.includes(leaf, -1, size, root, path)).isFalse();
        for (List<byte[]> other : spoilt(path)) {
            assertThat(ProofCheck.includes(leaf, index, size, root, other)).isFalse();
        }
    }

    private static void checkConsistency(
            MerkleTree tree, int from, List<byte[]> leaves, byte[] root) {
        int to = leaves.size();
        byte[] older = tree.root(from);
        List<byte[]> proof = tree.consistency(from, to);

        assertThat(proof).containsExactlyElementsOf(ReferenceTree.proof(from, leaves));
        assertThat(ProofCheck.continues(from, older, to, root, proof)).isTrue();
        assertThat(ProofCheck.continues(from, changed(older), to, root, proof)).isFalse();
        assertThat(ProofCheck.continues(from, older, to, changed(root), proof)).isFalse();
        assertThat(ProofCheck.continues(to + 1L, older, to, root, proof)).isFalse();
        for (List<byte[]> other : spoilt(proof)) {
            assertThat(ProofCheck.continues(from, older, to, root, other)).isFalse();
        }
    }

    /** The proof with one hash changed, removed or added at each place. */
    private static List<List<byte[]>> spoilt(List<byte[]> proof) {
        List<List<byte[]>> spoilt = new ArrayList<>();
        for (int i = 0; i <= proof.size(); i++) {
            List<byte[]> longer = new ArrayList<>(proof);
            longer.add(i, new byte[TreeHash.BYTES]);
            spoilt.add(longer);
            if (i < proof.size()) {
                List<byte[]> shorter = new ArrayList<>(proof);
                shorter.remove(i);
                spoilt.add(shorter);
                List<byte[]> other = new ArrayList<>(proof);
                other.set(i, changed(proof.get(i)));
                spoilt.add(other);
            }
        }
        return spoilt;
    }

    private static byte[] changed(byte[] hash) {
        byte[] other = Arrays.copyOf(hash, hash.length);
        other[7] ^= 0x10;
        return other;
    }

    static List<byte[]> leaves(int count, long seed) {
        Random random = new Random(seed);
        List<byte[]> leaves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] leaf = new byte[random.nextInt(40)];
            random.nextBytes(leaf);
            leaves.add(leaf);
        }
        return leaves;
    }
}
