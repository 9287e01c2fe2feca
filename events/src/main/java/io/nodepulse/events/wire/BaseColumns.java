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

    private BaseColumns(int[] numProcs) {
        this.numProcs = numProcs;
        hundredths = new long[numProcs.length];
        pages = new long[numProcs.length];
    }

    /** For that many processes that have no base. */
    static BaseColumns none(int count) {
        return new BaseColumns(new int[count]);
    }

    /** The numbers of a keyframe. */
    static BaseColumns of(ProcessScrape keyframe) {
        BaseColumns base = new BaseColumns(keyframe.numProcs);
        for (int i = 0; i < keyframe.size(); i++) {
            base.hundredths[i] = ScaledDouble.HUNDREDTHS.parts(keyframe.cpuSeconds[i]);
            base.pages[i] = ResidentPages.pages(keyframe.residentBytes[i]);
        }
        return base;
    }

    /** The numbers at those places; a place past the end has none. */
    BaseColumns at(int[] slots) {
        BaseColumns gathered = none(slots.length);
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
