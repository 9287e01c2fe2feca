package io.nodepulse.audit.merkle;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The hashes of a tree whose pruned leaves are known elsewhere, too. As thread-safe as these are.
 *
 * @param tiles what is there
 * @param leaves the hashes of all {@value FixedWidthFiles#PER_FILE} leaves of a level-0 tile, one
 *     behind the other, if they are known
 */
public record FilledTiles(Tiles tiles, LongFunction<Optional<byte[]>> leaves)
        implements NodeHashes {

    @Override
    public byte[] node(int height, long index) {
        try {
            return tiles.node(height, index);
        } catch (PrunedException e) {
            if (height >= Tiles.TILE_HEIGHT) {
                throw e;
            }
            long first = index << height;
            byte[] tile = leaves.apply(first / FixedWidthFiles.PER_FILE).orElseThrow(() -> e);
            int from = (int) (first % FixedWidthFiles.PER_FILE) * TreeHash.BYTES;
            int count = 1 << height;
            return new TreeHash()
                    .root(Arrays.copyOfRange(tile, from, from + count * TreeHash.BYTES), count);
        }
    }
}
