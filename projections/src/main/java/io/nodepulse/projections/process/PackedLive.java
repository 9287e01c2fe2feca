package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * {@link Live} as its row in {@code process_live} holds it.
 *
 * @param asOfMs time of the server's last scrape, in milliseconds since 1970
 * @param intervalMs milliseconds since the scrape before, null for the first and after a gap
 * @param keyframeMs time of the server's newest scrape that is stored whole, in milliseconds since
 *     1970, null if none is
 * @param cells the packed table of {@link Live}
 * @param figures the optional figures in the same rows, {@link SparseTable#NO_BYTES} where there
 *     are none
 */
record PackedLive(
        long asOfMs,
        @Nullable Integer intervalMs,
        @Nullable Long keyframeMs,
        byte[] cells,
        byte[] figures) {

    Live unpack() {
        return new Live(
                asOfMs,
                intervalMs,
                PackedTable.unpack(cells, Live.COUNT),
                SparseTable.unpack(figures));
    }
}
