package io.nodepulse.trials.fuzz;

import java.lang.management.ManagementFactory;

/**
 * How much memory is in use after a collection, over a run. The first look comes when everything is
 * warm; what grows from then on grows with what was refused. Used by one thread.
 */
final class LiveHeap {

    /** Growth that caches and the dictionary of process names explain, in bytes. */
    private static final long ALLOWED_GROWTH = 256L << 20;

    private static final double MIB = 1 << 20;

    private long first = -1;
    private long last;
    private long most;

    void look() {
        System.gc();
        last = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        first = first < 0 ? last : first;
        most = Math.max(most, last);
    }

    void check(Complaints complaints) {
        if (most - first > ALLOWED_GROWTH) {
            complaints.add("memory in use grew: " + this);
        }
    }

    @Override
    public String toString() {
        return "%.0f MiB at first, %.0f at last, %.0f at most"
                .formatted(first / MIB, last / MIB, most / MIB);
    }
}
