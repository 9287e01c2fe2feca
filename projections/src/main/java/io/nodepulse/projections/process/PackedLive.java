package io.nodepulse.projections.process;

import org.jspecify.annotations.Nullable;

/**
 * {@link Live} as its row in {@code process_live} holds it.
 *
 * @param asOfMs time of the server's last scrape, in milliseconds since 1970
 * @param intervalMs milliseconds since the scrape before, null for the first and after a gap
 * @param cells the packed table of {@link Live}
 */
record PackedLive(long asOfMs, @Nullable Integer intervalMs, byte[] cells) {

    Live unpack() {
        return new Live(asOfMs, intervalMs, PackedTable.unpack(cells, Live.COUNT));
    }
}
