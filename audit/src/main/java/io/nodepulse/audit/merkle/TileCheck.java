package io.nodepulse.audit.merkle;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.OptionalLong;

/** Recomputes the hash over each full tile. */
public final class TileCheck {

    private static final int FULL_BYTES = FixedWidthFiles.PER_FILE * TreeHash.BYTES;

    private final Tiles tiles;
    private final long retired;

    /**
     * @param retired a level-0 tile may be gone if it ends at or before this sequence
     */
    public TileCheck(Tiles tiles, long retired) {
        this.tiles = tiles;
        this.retired = retired;
    }

    /**
     * Looks at the tree of that size.
     *
     * @return index of the first leaf of a tile whose hash one level up is another
     */
    public OptionalLong firstBroken(long size) {
        for (int level = 0; level + 1 < Tiles.LEVELS; level++) {
            long full = size >>> (level + 1) * Tiles.TILE_HEIGHT;
            byte[] parents = {};
            for (long tile = 0; tile < full; tile++) {
                int place = (int) (tile % FixedWidthFiles.PER_FILE);
                if (place == 0) {
                    parents = tiles.tile(level + 1, tile / FixedWidthFiles.PER_FILE);
                }
                if (!fits(level, tile, parents, place)) {
                    return OptionalLong.of(tile << (level + 1) * Tiles.TILE_HEIGHT);
                }
            }
        }
        return OptionalLong.empty();
    }

    private boolean fits(int level, long tile, byte[] parents, int place) {
        byte @Nullable [] hashes = tiles.read(level, tile);
        if (hashes == null) {
            return level == 0 && tiles.tileEnd(tile) <= retired;
        }
        int at = place * TreeHash.BYTES;
        return hashes.length == FULL_BYTES
                && at + TreeHash.BYTES <= parents.length
                && Arrays.equals(
                        new TreeHash().root(hashes, FixedWidthFiles.PER_FILE),
                        Arrays.copyOfRange(parents, at, at + TreeHash.BYTES));
    }
}
