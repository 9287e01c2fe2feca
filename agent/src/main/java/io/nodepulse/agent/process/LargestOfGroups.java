package io.nodepulse.agent.process;

import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;

/**
 * Finds the largest processes of the groups that use much: {@value #EACH} by CPU time and {@value
 * #EACH} by memory of each group, and {@value #MOST} in all, of the groups with the most CPU time
 * first. Used by one thread.
 */
final class LargestOfGroups {

    static final int EACH = 5;
    static final int MOST = 100;

    /** A group of which processes are listed uses this much of one core, or */
    private static final double CORE_SHARE = 0.05;

    /** this much memory. */
    private static final long BYTES = 64L << 20;

    /** What was used of CPU since the list before. */
    static long usedTicks(PidTable processes, int row) {
        long listed = processes.get(row, PidTable.LISTED_TICKS);
        return Math.max(0, processes.get(row, PidTable.CPU_TICKS) - listed);
    }

    /**
     * The rows of the processes to list, group by group.
     *
     * @param coreTicks what one core had since the list before
     */
    int[] find(PidTable processes, List<SentGroup> sent, double coreTicks, long pageBytes) {
        Map<SentGroup, Members> groups = new IdentityHashMap<>(2 * sent.size());
        for (SentGroup group : sent) {
            groups.put(group, new Members(processes));
        }
        for (int row = 0; row < processes.size(); row++) {
            SourceGroup source = processes.group(row);
            Members members = source == null ? null : groups.get(source.target());
            if (members != null) {
                members.add(row);
            }
        }
        return groups.values().stream()
                .filter(
                        members ->
                                members.ticks >= coreTicks * CORE_SHARE
                                        || members.pages * pageBytes >= BYTES)
                .sorted(LARGEST_FIRST)
                .flatMapToInt(Members::largest)
                .limit(MOST)
                .toArray();
    }

    private static final Comparator<Members> LARGEST_FIRST =
            Comparator.comparingLong((Members members) -> members.ticks)
                    .thenComparingLong(members -> members.pages)
                    .reversed();

    /** The processes of one group. */
    private static final class Members {

        private final Highest byTicks;
        private final Highest byPages;
        private final PidTable processes;
        private long ticks;
        private long pages;

        Members(PidTable processes) {
            this.processes = processes;
            this.byTicks = new Highest(row -> usedTicks(processes, row));
            this.byPages = new Highest(row -> processes.get(row, PidTable.RESIDENT_PAGES));
        }

        void add(int row) {
            ticks += usedTicks(processes, row);
            pages += processes.get(row, PidTable.RESIDENT_PAGES);
            byTicks.add(row);
            byPages.add(row);
        }

        /** Those with CPU time first. */
        IntStream largest() {
            return IntStream.concat(byTicks.rows(), byPages.rows()).distinct();
        }
    }

    /** Up to {@value #EACH} rows with the highest value above 0, highest first. */
    private static final class Highest {

        private final IntToLongFunction value;
        private final int[] rows = new int[EACH];
        private final long[] values = new long[EACH];
        private int count;

        Highest(IntToLongFunction value) {
            this.value = value;
        }

        void add(int row) {
            long its = value.applyAsLong(row);
            if (its <= 0 || (count == EACH && its <= values[EACH - 1])) {
                return;
            }
            count = Math.min(count + 1, EACH);
            int at = count - 1;
            while (at > 0 && values[at - 1] < its) {
                rows[at] = rows[at - 1];
                values[at] = values[at - 1];
                at--;
            }
            rows[at] = row;
            values[at] = its;
        }

        IntStream rows() {
            return Arrays.stream(rows, 0, count);
        }
    }
}
