package io.nodepulse.projections.process;

import java.util.Arrays;

/**
 * How the names of a scrape differ from those of an earlier one.
 *
 * @param births places in the later one of names that the earlier one lacks, ascending
 * @param deaths places in the earlier one of names that the later one lacks, ascending
 */
record NameChanges(int[] births, int[] deaths) {

    private static final int[] NO_PLACES = {};
    private static final NameChanges NONE = new NameChanges(NO_PLACES, NO_PLACES);

    /**
     * @param before keys of names, ascending, as those of {@code now} are
     */
    static NameChanges of(int[] before, int[] now) {
        // Scrapes with the same names mostly share their keys, too.
        if (Arrays.equals(before, now)) {
            return NONE;
        }
        return new NameChanges(lacking(now, before), lacking(before, now));
    }

    /** Places in the one of keys that are not in the other. */
    private static int[] lacking(int[] keys, int[] others) {
        int[] places = new int[keys.length];
        int count = 0;
        int other = 0;
        for (int i = 0; i < keys.length; i++) {
            while (other < others.length && others[other] < keys[i]) {
                other++;
            }
            if (other == others.length || others[other] != keys[i]) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }
}
