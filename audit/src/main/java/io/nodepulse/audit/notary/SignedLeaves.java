package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.LeafRow;
import io.nodepulse.audit.merkle.LeafTile;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The leaves of a tree that are still there and were not lost, by ascending sequence. Reads a tile
 * at a time; belongs to one thread.
 */
final class SignedLeaves {

    static final int PER_TILE = 256;

    private final ShardFiles files;
    private final long size;
    private final List<EpochRun> runs;
    private final Lineage lineage;
    private int run;
    private long index;
    private @Nullable LeafTile tile;
    private long previousIndex = -2;
    private long previousLast;

    SignedLeaves(ShardFiles files, long size) {
        this.files = files;
        this.size = size;
        this.runs = files.runs();
        this.lineage = Lineage.of(runs);
    }

    /**
     * A leaf.
     *
     * @param row the leaf
     * @param firstSequence sequence of its first event where it is known, or else of its last one
     */
    record Signed(LeafRow row, long firstSequence) {

        long lastSequence() {
            return row.lastSequence();
        }
    }

    /** The next leaf, or null at the end. */
    @Nullable Signed next() {
        while (index < size) {
            LeafTile current = tile;
            if (current == null || current.first() != index / PER_TILE * PER_TILE) {
                current = files.tiles().leaves(index / PER_TILE).orElse(null);
                tile = current;
                if (current == null) {
                    index = (index / PER_TILE + 1) * PER_TILE;
                    continue;
                }
            }
            LeafRow row = current.row((int) (index % PER_TILE));
            while (run + 1 < runs.size() && runs.get(run + 1).firstLeaf() <= index) {
                run++;
            }
            long at = index++;
            if (!lineage.isLost(run, row.lastSequence())) {
                return signed(row, at);
            }
        }
        return null;
    }

    private Signed signed(LeafRow row, long at) {
        boolean follows = previousIndex == at - 1 && previousLast >= files.began();
        boolean beginsRun = runs.get(run).firstLeaf() == at;
        long first =
                beginsRun && at > 0
                        ? runs.get(run).first()
                        : follows || at == 0 ? previousLast + 1 : row.lastSequence();
        previousIndex = at;
        previousLast = row.lastSequence();
        return new Signed(row, first);
    }
}
