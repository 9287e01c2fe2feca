package io.nodepulse.projections.process;

import io.nodepulse.events.ProcessMetric;
import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * What became of process groups from one scrape to the next: starts, ends and restarts, jumps of
 * their number and of their memory. Used by one thread; once.
 */
final class ChangeStep {

    /** Start times of one process differ by as much: exporters round, and clocks are corrected. */
    private static final long SAME_START_MS = 2_000;

    /**
     * After a longer silence nobody asks what was before it, and a rebuild of a range, which looks
     * back for two hours, finds the same.
     */
    private static final long LONGEST_SILENCE_MS = 3_600_000;

    private static final long MICROS_PER_MS = 1_000;

    /** A jump of the number is by so many processes at least, and to twice or half. */
    private static final long MIN_PROCS = 5;

    /** A jump of memory is by so many bytes at least, and by half or a third. */
    private static final long MIN_BYTES = 256L << 20;

    private final Live before;
    private final Scrape scrape;
    private final int[] knownRows;
    private final ChangeRow.Builder changes = new ChangeRow.Builder();

    /**
     * @param knownRows for each sample of the scrape its row in the live table before, or -1
     */
    private ChangeStep(Live before, Scrape scrape, int[] knownRows) {
        this.before = before;
        this.scrape = scrape;
        this.knownRows = knownRows;
    }

    /** The row to be stored; nothing where nothing changed, and for the first scrape in an hour. */
    static Optional<ChangeRow> take(Live before, Scrape scrape, int[] knownRows) {
        return before.isNone() || scrape.atMs() - before.asOfMs() > LONGEST_SILENCE_MS
                ? Optional.empty()
                : new ChangeStep(before, scrape, knownRows).run();
    }

    private Optional<ChangeRow> run() {
        boolean[] stays = new boolean[before.columns()[Live.NAME_KEY].length];
        boolean countersBegan = haveAllCountersFallen();
        for (int j = 0; j < knownRows.length; j++) {
            int i = knownRows[j];
            if (i >= 0 && wasThere(i)) {
                stays[i] = true;
                compare(i, j, countersBegan);
            } else {
                changes.add(
                        scrape.nameKeys()[j], ChangeKind.STARTED, 0, startMs(scrape.figures(), j));
            }
        }
        for (int i = 0; i < stays.length; i++) {
            if (!stays[i] && wasThere(i)) {
                changes.add(
                        was(Live.NAME_KEY, i), ChangeKind.ENDED, was(Live.RESIDENT_BYTES, i), 0);
            }
        }
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(changes.build(scrape.atMs(), before.asOfMs()));
    }

    private void compare(int i, int j, boolean countersBegan) {
        int nameKey = scrape.nameKeys()[j];
        long startedBefore = startMs(before.figures(), i);
        long started = startMs(scrape.figures(), j);
        boolean known = startedBefore > 0 && started > 0;
        boolean restarted =
                known
                        ? started > startedBefore + SAME_START_MS
                        : !countersBegan && hasCounterFallen(i, j);
        if (restarted) {
            changes.add(nameKey, ChangeKind.RESTARTED, startedBefore, started);
        }
        long procs = was(Live.NUM_PROCS, i);
        if (isJump(procs, scrape.numProcs()[j], MIN_PROCS, 2)) {
            changes.add(nameKey, ChangeKind.COUNT, procs, scrape.numProcs()[j]);
        }
        long bytes = was(Live.RESIDENT_BYTES, i);
        if (isJump(bytes, scrape.residentBytes()[j], MIN_BYTES, 1.5)) {
            changes.add(nameKey, ChangeKind.MEMORY, bytes, scrape.residentBytes()[j]);
        }
    }

    private static boolean isJump(long from, long to, long least, double ratio) {
        long low = Math.min(from, to);
        long high = Math.max(from, to);
        return high - low >= least && high >= low * ratio;
    }

    /** Then whoever counts began anew, and no process did. */
    private boolean haveAllCountersFallen() {
        int fallen = 0;
        int counting = 0;
        for (int j = 0; j < knownRows.length; j++) {
            int i = knownRows[j];
            if (i >= 0 && was(Live.CPU_MICROS, i) > 0) {
                counting++;
                fallen += hasCounterFallen(i, j) ? 1 : 0;
            }
        }
        return counting > 1 && fallen == counting;
    }

    private boolean hasCounterFallen(int i, int j) {
        return CounterDelta.isReset(
                was(Live.CPU_MICROS, i), CounterDelta.micros(scrape.cpuSeconds()[j]));
    }

    private boolean wasThere(int i) {
        return was(Live.BEHIND_MS, i) == 0;
    }

    private long was(int column, int i) {
        return before.columns()[column][i];
    }

    /** In milliseconds since 1970; 0 where it is not known. */
    private static long startMs(SparseTable figures, int row) {
        long @Nullable [] starts = figures.column(ProcessMetric.OLDEST_START_SECONDS.code());
        return starts == null || starts[row] == 0 ? 0 : (starts[row] - 1) / MICROS_PER_MS;
    }
}
