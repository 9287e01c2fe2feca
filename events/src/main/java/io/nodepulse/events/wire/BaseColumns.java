package io.nodepulse.events.wire;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * What the numbers of a scrape are stored as differences from: for each of its processes the whole
 * numbers of the same process in the keyframe, 0 where there is none. The arrays are never written
 * after it was made.
 */
final class BaseColumns {

    final int[] numProcs;
    final long[] hundredths;
    final long[] pages;
    private final FigureColumns figures;

    /** Where each process stands in the keyframe's figures, or null where they stand alike. */
    private final int @Nullable [] slots;

    private BaseColumns(int[] numProcs, FigureColumns figures, int @Nullable [] slots) {
        this.numProcs = numProcs;
        this.figures = figures;
        this.slots = slots;
        hundredths = new long[numProcs.length];
        pages = new long[numProcs.length];
    }

    /** For that many processes that have no base. */
    static BaseColumns none(int count) {
        return new BaseColumns(new int[count], FigureColumns.NONE, null);
    }

    /** The numbers of a keyframe. */
    static BaseColumns of(ProcessScrape keyframe) {
        BaseColumns base = new BaseColumns(keyframe.numProcs, keyframe.figures, null);
        for (int i = 0; i < keyframe.size(); i++) {
            base.hundredths[i] = ScaledDouble.HUNDREDTHS.parts(keyframe.cpuSeconds[i]);
            base.pages[i] = ResidentPages.pages(keyframe.residentBytes[i]);
        }
        return base;
    }

    /** The numbers at those places; a place past the end has none. */
    BaseColumns at(int[] slots) {
        BaseColumns gathered = new BaseColumns(new int[slots.length], figures, slots);
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

    /**
     * The figures of that code; what the keyframe does not know is not known. Not to be changed.
     */
    double[] figure(int code, int groups) {
        double[] column = figures.columnOf(code);
        if (column != null && slots == null) {
            return column;
        }
        double[] gathered = new double[groups];
        Arrays.fill(gathered, FigureColumns.NOT_KNOWN);
        if (column != null && slots != null) {
            for (int i = 0; i < groups; i++) {
                gathered[i] = slots[i] < column.length ? column[slots[i]] : gathered[i];
            }
        }
        return gathered;
    }
}
