package io.nodepulse.audit.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Hashes come back from the files they were put into, after crashes and pruning too. */
class TilesTest {

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"0, 000", "67, 067", "1067, x001/067", "1234067, x001/x234/067"})
    void filesAreNamedAsTheSpecificationSays(long index, String name) {
        assertThat(TilePath.of(folder, index)).isEqualTo(folder.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 512, 700, 65_536, 65_700})
    void aTreeGoesOnWhereItWasCutBack(int size) throws IOException {
        List<byte[]> leaves = MerkleTreeTest.leaves(66_000, size);
        TestTiles.of(folder, leaves);

        Tiles cut = Tiles.open(folder, size);
        assertThat(cut.size()).isEqualTo(size);
        TestTiles.append(cut, leaves.subList(size, leaves.size()), 1 + size % 300);

        assertThat(new MerkleTree(cut).root(leaves.size())).isEqualTo(ReferenceTree.root(leaves));
        assertThat(Files.size(folder.resolve("tile/0/000"))).isEqualTo(8192);
        assertThat(Files.size(folder.resolve("tile/0/257"))).isEqualTo((66_000 % 256) * 32);
        assertThat(Files.size(folder.resolve("tile/2/000"))).isEqualTo(32);
    }

    /** As on a full disk: some of the files that belong together are written, one is not. */
    @ParameterizedTest
    @ValueSource(strings = {"sequence/0/001", "tile/0/001", "sequence/1/000", "tile/1/000"})
    void whatCouldNotBeWrittenIsInNoFile(String failing) throws IOException {
        List<byte[]> leaves = MerkleTreeTest.leaves(900, 5);
        Tiles tiles = TestTiles.of(folder, leaves.subList(0, 200));
        Path inTheWay = Files.createDirectories(folder.resolve(failing).resolve("something"));
        assertThatThrownBy(() -> TestTiles.append(tiles, leaves.subList(200, 600), 400))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(tiles.size()).isEqualTo(200);
        tiles.sync();
        Files.delete(inTheWay);
        Files.delete(inTheWay.getParent());

        TestTiles.append(tiles, leaves.subList(200, 900), 64);

        for (Tiles each : List.of(tiles, Tiles.open(folder, 900))) {
            assertThat(new MerkleTree(each).root(900)).isEqualTo(ReferenceTree.root(leaves));
            for (int index : new int[] {0, 199, 200, 255, 256, 511, 767, 899}) {
                assertThat(each.lastSequence(index)).isEqualTo(10L * (index + 1));
            }
        }
    }

    @Test
    void whatATornWriteLeftBehindGoes() throws IOException {
        List<byte[]> leaves = MerkleTreeTest.leaves(900, 5);
        TestTiles.of(folder, leaves.subList(0, 600));
        for (String file : List.of("tile/0/002", "sequence/0/002")) {
            Files.write(folder.resolve(file), new byte[17], StandardOpenOption.APPEND);
        }

        Tiles tiles = Tiles.open(folder, 600);
        TestTiles.append(tiles, leaves.subList(600, 900), 64);

        assertThat(new MerkleTree(tiles).root(900)).isEqualTo(ReferenceTree.root(leaves));
    }

    @Test
    void tilesThatDoNotReachThatFarAreNotOpened() throws IOException {
        TestTiles.of(folder, MerkleTreeTest.leaves(600, 5));

        assertThatThrownBy(() -> Tiles.open(folder, 601))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tile/0/002 has 2816 bytes where 2848 were written");
    }

    @Test
    void theLeafOfAnyEventIsFound() throws IOException {
        Tiles tiles = TestTiles.of(folder, MerkleTreeTest.leaves(3000, 6));

        for (long sequence : new long[] {1, 10, 11, 2559, 2560, 2561, 25_600, 29_991, 30_000}) {
            assertThat(new LeafSearch(tiles).find(sequence, 0, 3000))
                    .hasValue((sequence + 9) / 10 - 1);
        }
        assertThat(new LeafSearch(tiles).find(30_001, 0, 3000)).isEmpty();
        assertThat(new LeafSearch(tiles).find(5, 300, 2000)).hasValue(300);
        assertThat(new LeafSearch(tiles).find(20_001, 300, 2000)).isEmpty();
        assertThat(new LeafSearch(tiles).find(1, 40, 40)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void pruningKeepsWhatProvesTheRest() throws IOException {
        List<byte[]> leaves = MerkleTreeTest.leaves(3000, 8);
        MerkleTree whole = new MerkleTree(TestTiles.of(folder, leaves));
        byte[] root = whole.root(3000);
        List<byte[]> pathOfFact = whole.inclusion(999, 3000);

        Tiles tiles = Tiles.open(folder, 3000);
        tiles.prune(20_000, 3000);
        MerkleTree tree = new MerkleTree(tiles);

        assertThat(tree.root(3000)).isEqualTo(root);
        assertThat(tree.inclusion(999, 3000)).containsExactlyElementsOf(pathOfFact);
        assertThat(tree.inclusion(2000, 3000)).hasSize(pathOfFact.size());
        assertThat(tree.root(768)).isEqualTo(ReferenceTree.root(leaves.subList(0, 768)));
        assertThatThrownBy(() -> tree.root(700))
                .isInstanceOf(PrunedException.class)
                .hasMessageContaining("from append 512 on");
        // leaves 999 and 1999 are kept for ever: tiles 3 and 7 stay
        assertThat(tilesThere(tiles)).containsExactly(3L, 7L, 8L, 9L, 10L, 11L);
        assertThat(new LeafSearch(tiles).find(9_995, 0, 3000)).hasValue(999);
        assertThat(new LeafSearch(tiles).find(5, 0, 3000)).isEmpty();
    }

    private static List<Long> tilesThere(Tiles tiles) {
        return LongStream.range(0, 12)
                .filter(tile -> tiles.leaves(tile).isPresent())
                .boxed()
                .toList();
    }
}
