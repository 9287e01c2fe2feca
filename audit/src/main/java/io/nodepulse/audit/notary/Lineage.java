package io.nodepulse.audit.notary;

import java.util.List;

/**
 * Which signed leaves still count: those that the newest run goes back to, from run to run. A run
 * whose events all came after where a later one begins was left aside by it, as after two restores
 * of older copies; what such a run began without may be back. Immutable.
 */
final class Lineage {

    private static final long NOTHING = -1;

    private final long[] through;

    private Lineage(long[] through) {
        this.through = through;
    }

    static Lineage of(List<EpochRun> runs) {
        long[] through = new long[runs.size()];
        long last = Long.MAX_VALUE;
        for (int i = through.length - 1; i >= 0; i--) {
            EpochRun run = runs.get(i);
            through[i] = run.first() > last ? NOTHING : last;
            last = through[i] == NOTHING ? last : Math.min(last, run.after());
        }
        return new Lineage(through);
    }

    /** Whether the leaf of that run that ends there was lost with a later one. */
    boolean isLost(int run, long lastSequence) {
        return lastSequence > through[run];
    }

    /** Whether nothing of that run counts any more. */
    boolean isLeftAside(int run) {
        return through[run] == NOTHING;
    }
}
