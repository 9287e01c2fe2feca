package io.nodepulse.audit.notary;

import io.nodepulse.audit.merkle.LeafRow;
import io.nodepulse.audit.merkle.LeafTile;
import io.nodepulse.audit.merkle.PrunedException;
import io.nodepulse.audit.notary.Finding.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a shard was signed and lost with an epoch. Belongs to one thread. */
final class Losses {

    private final ShardFiles files;

    Losses(ShardFiles files) {
        this.files = files;
    }

    /** The losses that retention has not made good: scrapes that it would keep, and all facts. */
    List<Finding> named() {
        List<Finding> named = new ArrayList<>();
        List<EpochRun> runs = files.runs();
        Lineage lineage = Lineage.of(runs);
        for (int i = 1; i < runs.size(); i++) {
            EpochRun run = runs.get(i);
            long signed = lastBefore(run);
            if (!lineage.isLeftAside(i)
                    && run.after() < signed
                    && isKeptAfter(run.after(), run.firstLeaf())) {
                named.add(
                        new Finding(
                                Kind.LOST,
                                run.after() + 1,
                                signed,
                                "with the epoch before %016x".formatted(run.epoch())));
            }
        }
        return named;
    }

    private long lastBefore(EpochRun run) {
        try {
            return files.tiles().lastSequence(run.firstLeaf() - 1);
        } catch (PrunedException e) {
            return 0;
        }
    }

    /**
     * Whether retention keeps anything that the leaves just before that index hold after that
     * sequence.
     */
    boolean isKeptAfter(long sequence, long index) {
        for (long at = index - 1; at >= 0; at--) {
            long place = at % SignedLeaves.PER_TILE;
            Optional<LeafTile> tile = files.tiles().leaves(at / SignedLeaves.PER_TILE);
            if (tile.isEmpty()) {
                at -= place; // pruned: all of the tile is retired
                if (files.tiles().lastSequence(at + SignedLeaves.PER_TILE - 1) <= sequence) {
                    return false;
                }
                continue;
            }
            LeafRow leaf = tile.get().row((int) place);
            if (leaf.lastSequence() <= sequence) {
                return false;
            }
            if (leaf.fact() || leaf.lastSequence() > files.retired()) {
                return true;
            }
        }
        return false;
    }
}
