package io.nodepulse.events.wire;

/**
 * What the numbers of a scrape are stored as differences from: for each of its processes the whole
 * numbers of the same process in the keyframe, 0 where there is none. The arrays are never written
 * after it was made.
 */
final class BaseColumns {

    final int[] numProcs;
    final long[] hundredths;
    final long[] pages;

    private BaseColumns(int count) {
        numProcs = new int[count];
        hundredths = new long[count];
        pages = new long[count];
    }

    /** For that many processes that have no base. */
    static BaseColumns none(int count) {
        return new BaseColumns(count);
    }

    /** The numbers of a keyframe. */
    static BaseColumns of(ProcessScrape keyframe) {
        int count = keyframe.size();
        BaseColumns base = new BaseColumns(count);
        System.arraycopy(keyframe.numProcs, 0, base.numProcs, 0, count);
        for (int i = 0; i < count; i++) {
            base.hundredths[i] = ProcessColumns.hundredths(keyframe.cpuSeconds[i]);
            base.pages[i] = ProcessColumns.pages(keyframe.residentBytes[i]);
        }
        return base;
    }

    /** The numbers at those places; a place past the end has none. */
    BaseColumns at(int[] slots) {
        BaseColumns gathered = new BaseColumns(slots.length);
        for (int i = 0; i < slots.length; i++) {
            int slot = slots[i];
            if (slot < numProcs.length) {
                gathered.numProcs[i] = numProcs[slot];
                gathered.hundredths[i] = hundredths[slot];
                gathered.pages[i] = pages[slot];
            }
        }
        return gathered;
    }
}
