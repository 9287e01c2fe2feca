package io.nodepulse.audit.merkle;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the leaf of an event, by the ends of the tiles and then within one.
 *
 * @param tiles where it may be
 */
public record LeafSearch(Tiles tiles) {

    /**
     * Index of the leaf among {@code [from, to)}, where sequences ascend, that holds the event of
     * that sequence; nothing if none does or it was pruned.
     */
    public OptionalLong find(long sequence, long from, long to) {
        if (from >= to) {
            return OptionalLong.empty();
        }
        long tile = tileOf(sequence, from, to);
        long first = tile * FixedWidthFiles.PER_FILE;
        Optional<LeafTile> leaves = tiles.leaves(tile);
        for (long index = Math.max(from, first);
                leaves.isPresent() && index < Math.min(to, first + FixedWidthFiles.PER_FILE);
                index++) {
            if (leaves.get().lastSequence((int) (index - first)) >= sequence) {
                return OptionalLong.of(index);
            }
        }
        return OptionalLong.empty();
    }

    /** The first tile that does not end before that sequence. */
    private long tileOf(long sequence, long from, long to) {
        long low = from / FixedWidthFiles.PER_FILE;
        long high = (to - 1) / FixedWidthFiles.PER_FILE;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (tiles.tileEnd(middle) < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
