package io.nodepulse.agent.process;

import java.util.Comparator;
import java.util.List;

/**
 * Keeps the largest groups and sums the rest, so that a machine that breeds names cannot fill the
 * store. Half of the places go to the largest by CPU time of the last interval, the rest to the
 * largest by memory. What the rest grew by is counted there and not in the groups, so that no CPU
 * time is counted twice when one of them grows large. Used by one thread.
 */
final class GroupLimit {

    private final int maxGroups;

    /** At most that many groups are kept apart. */
    GroupLimit(int maxGroups) {
        this.maxGroups = maxGroups;
    }

    /** Reduces the list to the groups that are kept; adds the rest to {@code other}. */
    void apply(List<SentGroup> living, SentGroup other) {
        if (living.size() > maxGroups) {
            living.sort(Largest.BY_CPU);
            int byCpu = (maxGroups + 1) / 2;
            living.subList(byCpu, living.size()).sort(Largest.BY_MEMORY);
            List<SentGroup> rest = living.subList(maxGroups, living.size());
            for (SentGroup group : rest) {
                group.moveTo(other);
            }
            rest.clear();
        }
    }

    /** A class of its own, so that an agent that never meets the limit does not load it. */
    private static final class Largest {
        static final Comparator<SentGroup> BY_CPU =
                Comparator.comparingDouble(SentGroup::grownSeconds)
                        .thenComparingDouble(SentGroup::sourceCpuSeconds)
                        .reversed();
        static final Comparator<SentGroup> BY_MEMORY =
                Comparator.comparingDouble(SentGroup::residentBytes).reversed();
    }
}
