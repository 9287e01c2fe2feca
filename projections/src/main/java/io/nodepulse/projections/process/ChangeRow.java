package io.nodepulse.projections.process;

import java.util.Arrays;

/**
 * What became of the process groups of a server in one scrape, as a row of {@code process_changes}.
 * The arrays run in parallel.
 *
 * @param atMs the scrape, in milliseconds since 1970
 * @param sinceMs the one before: they changed after it
 * @param nameKeys of the process groups; one may be there more than once
 * @param kinds codes of {@link ChangeKind}
 * @param before what was, as the kind says; times are in milliseconds since 1970, 0 is not known
 * @param after what is
 * @param omitted how many more changes there were
 */
@SuppressWarnings("ArrayRecordComponent") // written as they are, compared nowhere
record ChangeRow(
        long atMs,
        long sinceMs,
        int[] nameKeys,
        int[] kinds,
        long[] before,
        long[] after,
        int omitted) {

    /**
     * A machine that builds software starts hundreds of short-lived groups a scrape: enough to see
     * that, and not more than its samples take.
     */
    static final int MAX_CHANGES = 200;

    /** Takes changes; used once. */
    static final class Builder {

        private final int[] nameKeys = new int[MAX_CHANGES];
        private final int[] kinds = new int[MAX_CHANGES];
        private final long[] before = new long[MAX_CHANGES];
        private final long[] after = new long[MAX_CHANGES];
        private int count;

        void add(long nameKey, ChangeKind kind, long was, long is) {
            if (count < MAX_CHANGES) {
                nameKeys[count] = (int) nameKey;
                kinds[count] = kind.code();
                before[count] = was;
                after[count] = is;
            }
            count++;
        }

        boolean isEmpty() {
            return count == 0;
        }

        ChangeRow build(long atMs, long sinceMs) {
            int kept = Math.min(count, MAX_CHANGES);
            return new ChangeRow(
                    atMs,
                    sinceMs,
                    Arrays.copyOf(nameKeys, kept),
                    Arrays.copyOf(kinds, kept),
                    Arrays.copyOf(before, kept),
                    Arrays.copyOf(after, kept),
                    count - kept);
        }
    }
}
