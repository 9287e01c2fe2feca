package io.nodepulse.agent.process;

import java.util.Arrays;

/**
 * The counters of a page whose names are not kept, by a hash of the name: what each grew by since
 * the page before. 16 bytes per series, in plain arrays that exist once they are needed. Used by
 * one thread.
 *
 * <p>At most {@value #MAX_SERIES} series; what comes beyond is refused. Two names of one hash, one
 * in 10^10 at that size, would be taken for one series that is there twice.
 */
final class SeriesTable {

    static final int MAX_SERIES = 65_536;
    private static final int SLOTS = 2 * MAX_SERIES;

    private long[] keys = {};
    private double[] values = {};
    private long[] lastKeys = {};
    private double[] lastValues = {};
    private int count;
    private int lastCount;

    /** Starts a page; the last one that was {@link #end}ed is the one before. */
    void begin() {
        if (count > 0) {
            Arrays.fill(keys, 0);
            count = 0;
        }
    }

    /** Takes a reading; false where there is no room. */
    boolean put(long key, double value) {
        if (count == MAX_SERIES) {
            return false;
        }
        if (keys.length == 0) {
            keys = new long[SLOTS];
            values = new double[SLOTS];
        }
        int slot = slotOf(keys, key);
        count += keys[slot] == 0 ? 1 : 0;
        keys[slot] = key;
        values[slot] = value;
        return true;
    }

    /** The reading of the page before; NaN where there is none. */
    double before(long key) {
        if (lastCount == 0) {
            return Double.NaN;
        }
        int slot = slotOf(lastKeys, key);
        return lastKeys[slot] == 0 ? Double.NaN : lastValues[slot];
    }

    /** Ends a page that was whole. */
    void end() {
        long[] oldKeys = lastKeys;
        double[] oldValues = lastValues;
        lastKeys = keys;
        lastValues = values;
        lastCount = count;
        keys = oldKeys;
        values = oldValues;
        Arrays.fill(keys, 0);
        count = 0;
    }

    /** Forgets the page before. */
    void startAnew() {
        lastCount = 0;
        Arrays.fill(lastKeys, 0);
    }

    /** A key, never 0: FNV-1a, 64 bits, over the name and the figure. */
    static long key(byte[] bytes, int from, int to, int figure) {
        long hash = 0xcbf29ce484222325L ^ figure;
        for (int i = from; i < to; i++) {
            hash = (hash ^ (bytes[i] & 0xff)) * 0x100000001b3L;
        }
        return hash == 0 ? 1 : hash;
    }

    private static int slotOf(long[] table, long key) {
        int slot = (int) (key ^ (key >>> 32)) & (table.length - 1);
        while (table[slot] != 0 && table[slot] != key) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
