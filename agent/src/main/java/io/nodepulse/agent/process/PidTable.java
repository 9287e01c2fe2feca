package io.nodepulse.agent.process;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What is known of each living process, by process id: when it started, which tells a reused id
 * from an old one, its parent, its counters and those of its ended children, which of its files are
 * not to be tried, and its group. Rows in plain arrays, found by open addressing; used by one
 * thread.
 *
 * <p>At most {@value #MAX_PROCESSES} processes, 9 MB in two tables; what comes beyond has gauges
 * and no counters.
 */
final class PidTable {

    static final int MAX_PROCESSES = 32_768;

    // Columns of a row. A counter that is not known is negative.
    static final int START_TICKS = 0;
    static final int CPU_TICKS = 1;

    /** User and system time of ended children. */
    static final int CHILD_TICKS = 2;

    /** Ticks that are in {@link #CHILD_TICKS}, or will be, and were counted before. */
    static final int COUNTED_TICKS = 3;

    /** Of the process and of its ended children, as the kernel has it. */
    static final int READ_BYTES = 4;

    static final int COUNTED_READ_BYTES = 5;
    static final int WRITE_BYTES = 6;
    static final int COUNTED_WRITE_BYTES = 7;
    static final int MAJOR_FAULTS = 8;
    static final int VOLUNTARY_SWITCHES = 9;
    static final int INVOLUNTARY_SWITCHES = 10;

    /** Most open files, or negative where that was not read. */
    static final int FD_LIMIT = 11;

    /** Files that could not be read, a bit each, and which of them are forbidden. */
    static final int NOT_READ = 12;

    /** When those are tried again, milliseconds since 1970. */
    static final int RETRY_MILLIS = 13;

    /** Not 0 where its group stays until it has another name. */
    static final int SETTLED = 14;

    static final int RESIDENT_PAGES = 15;

    /** {@link #CPU_TICKS} when the largest processes were listed last. */
    static final int LISTED_TICKS = 16;

    static final int COLUMNS = 17;

    private static final int FIRST_ROWS = 256;

    private int[] pids = new int[FIRST_ROWS];
    private int[] parents = new int[FIRST_ROWS];
    private @Nullable SourceGroup[] groups = new @Nullable SourceGroup[FIRST_ROWS];
    private long[] cells = new long[FIRST_ROWS * COLUMNS];
    private int count;

    /** Per slot the row and 1; 0 is free. A power of two, at most half full. */
    private int[] slots = new int[2 * FIRST_ROWS];

    void clear() {
        Arrays.fill(slots, 0);
        Arrays.fill(groups, 0, count, null);
        count = 0;
    }

    boolean isFull() {
        return count == MAX_PROCESSES;
    }

    /** How many rows there are; indexes are below this. */
    int size() {
        return count;
    }

    /** The row of that process, or -1 where it is unknown. */
    int find(int pid, long start) {
        int row = find(pid);
        return row >= 0 && get(row, START_TICKS) == start ? row : -1;
    }

    /** The row of the process of that id, or -1 where there is none. */
    int find(int pid) {
        return slots[slotOf(pid)] - 1;
    }

    int pid(int row) {
        return pids[row];
    }

    int parent(int row) {
        return parents[row];
    }

    @Nullable SourceGroup group(int row) {
        return groups[row];
    }

    long get(int row, int column) {
        return cells[row * COLUMNS + column];
    }

    void set(int row, int column, long value) {
        cells[row * COLUMNS + column] = value;
    }

    /** Adds a process that is not there, in its group; nothing where there is no room. */
    void put(int pid, int parent, SourceGroup group, long[] row) {
        if (isFull()) {
            return;
        }
        if (count == pids.length) {
            grow();
        }
        int slot = slotOf(pid);
        if (slots[slot] != 0) {
            return;
        }
        pids[count] = pid;
        parents[count] = parent;
        groups[count] = group;
        System.arraycopy(row, 0, cells, count * COLUMNS, COLUMNS);
        count++;
        slots[slot] = count;
    }

    private void grow() {
        int rows = pids.length * 2;
        pids = Arrays.copyOf(pids, rows);
        parents = Arrays.copyOf(parents, rows);
        groups = Arrays.copyOf(groups, rows);
        cells = Arrays.copyOf(cells, rows * COLUMNS);
        slots = new int[2 * rows];
        for (int row = 0; row < count; row++) {
            slots[slotOf(pids[row])] = row + 1;
        }
    }

    /** The slot of that id, or the free one where it belongs. */
    private int slotOf(int pid) {
        int slot = ((pid * 0x9E3779B1) >>> 8) & (slots.length - 1);
        while (slots[slot] != 0 && pids[slots[slot] - 1] != pid) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
