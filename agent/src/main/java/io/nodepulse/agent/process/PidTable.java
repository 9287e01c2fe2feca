package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What is known of each living process, by process id: when it started, which tells a reused id
 * from an old one, the CPU ticks it had, and its group. Open addressing in plain arrays; used by
 * one thread.
 *
 * <p>At most {@value #MAX_PROCESSES} processes; what comes beyond has no CPU time, only memory.
 */
final class PidTable {

    static final int MAX_PROCESSES = 65_536;

    private int[] pids = new int[512];
    private long[] startTicks = new long[512];
    private long[] cpuTicks = new long[512];
    private @Nullable SourceGroup[] groups = new @Nullable SourceGroup[512];
    private int count;

    void clear() {
        Arrays.fill(pids, 0);
        Arrays.fill(groups, null);
        count = 0;
    }

    boolean isFull() {
        return count == MAX_PROCESSES;
    }

    /** The index of that process, or -1 where it is unknown. */
    int find(int pid, long start) {
        int slot = slotOf(pid);
        return pids[slot] == pid && startTicks[slot] == start ? slot : -1;
    }

    long cpuTicks(int index) {
        return cpuTicks[index];
    }

    @Nullable SourceGroup group(int index) {
        return groups[index];
    }

    void put(int pid, long start, long ticks, SourceGroup group) {
        if (isFull()) {
            return;
        }
        if (count * 2 >= pids.length) {
            grow();
        }
        int slot = slotOf(pid);
        count += pids[slot] == pid ? 0 : 1;
        pids[slot] = pid;
        startTicks[slot] = start;
        cpuTicks[slot] = ticks;
        groups[slot] = group;
    }

    private void grow() {
        int[] oldPids = pids;
        long[] oldStarts = startTicks;
        long[] oldTicks = cpuTicks;
        @Nullable SourceGroup[] oldGroups = groups;
        pids = new int[oldPids.length * 2];
        startTicks = new long[pids.length];
        cpuTicks = new long[pids.length];
        groups = new @Nullable SourceGroup[pids.length];
        count = 0;
        for (int i = 0; i < oldPids.length; i++) {
            SourceGroup group = oldGroups[i];
            if (group != null) {
                put(oldPids[i], oldStarts[i], oldTicks[i], group);
            }
        }
    }

    /** The slot of that id, or the free one where it belongs; ids are greater than 0. */
    private int slotOf(int pid) {
        int slot = ((pid * 0x9E3779B1) >>> 8) & (pids.length - 1);
        while (pids[slot] != 0 && pids[slot] != pid) {
            slot = (slot + 1) & (pids.length - 1);
        }
        return slot;
    }
}
