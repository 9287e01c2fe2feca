package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What is known of each living process, by process id: when it started, which tells a reused id
 * from an old one, its parent, the CPU ticks of it and of its ended children, and its group. Open
 * addressing in plain arrays; used by one thread.
 *
 * <p>At most {@value #MAX_PROCESSES} processes; what comes beyond has no CPU time, only memory.
 */
final class PidTable {

    static final int MAX_PROCESSES = 65_536;

    private int[] pids = new int[512];
    private int[] parents = new int[512];
    private long[] startTicks = new long[512];
    private long[] cpuTicks = new long[512];
    private long[] childTicks = new long[512];

    /** Ticks that are in {@link #childTicks}, or will be, and were counted before. */
    private long[] countedTicks = new long[512];

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

    /** Indexes are below this; one without a process has the id 0. */
    int capacity() {
        return pids.length;
    }

    /** The index of that process, or -1 where it is unknown. */
    int find(int pid, long start) {
        int slot = slotOf(pid);
        return pids[slot] == pid && startTicks[slot] == start ? slot : -1;
    }

    /** The index of the process of that id, or -1 where there is none. */
    int find(int pid) {
        int slot = slotOf(pid);
        return pids[slot] == pid ? slot : -1;
    }

    int pid(int index) {
        return pids[index];
    }

    int parent(int index) {
        return parents[index];
    }

    long startTicks(int index) {
        return startTicks[index];
    }

    long cpuTicks(int index) {
        return cpuTicks[index];
    }

    long childTicks(int index) {
        return childTicks[index];
    }

    long countedTicks(int index) {
        return countedTicks[index];
    }

    void setCountedTicks(int index, long ticks) {
        countedTicks[index] = ticks;
    }

    @Nullable SourceGroup group(int index) {
        return groups[index];
    }

    /** Adds the process of that file, in its group. */
    void put(int pid, ProcStat stat, SourceGroup group) {
        put(pid, stat.parent(), stat.startTicks(), stat.cpuTicks(), stat.childTicks(), group);
    }

    private void put(
            int pid, int parent, long start, long ticks, long ofChildren, SourceGroup group) {
        if (isFull()) {
            return;
        }
        if (count * 2 >= pids.length) {
            grow();
        }
        int slot = slotOf(pid);
        count += pids[slot] == pid ? 0 : 1;
        pids[slot] = pid;
        parents[slot] = parent;
        startTicks[slot] = start;
        cpuTicks[slot] = ticks;
        childTicks[slot] = ofChildren;
        countedTicks[slot] = 0;
        groups[slot] = group;
    }

    private void grow() {
        int[] oldPids = pids;
        int[] oldParents = parents;
        long[] oldStarts = startTicks;
        long[] oldTicks = cpuTicks;
        long[] oldChildTicks = childTicks;
        @Nullable SourceGroup[] oldGroups = groups;
        pids = new int[oldPids.length * 2];
        parents = new int[pids.length];
        startTicks = new long[pids.length];
        cpuTicks = new long[pids.length];
        childTicks = new long[pids.length];
        countedTicks = new long[pids.length];
        groups = new @Nullable SourceGroup[pids.length];
        count = 0;
        for (int i = 0; i < oldPids.length; i++) {
            SourceGroup group = oldGroups[i];
            if (group != null) {
                put(oldPids[i], oldParents[i], oldStarts[i], oldTicks[i], oldChildTicks[i], group);
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
