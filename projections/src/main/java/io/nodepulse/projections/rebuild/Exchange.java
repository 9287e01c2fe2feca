package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

/**
 * Which rows of a server take the place of which. Pure.
 *
 * @param after what was sampled after that; null for all
 * @param until and not after that; null for all
 * @param live whether what the server is at goes along: its last scrape, its open buckets
 */
record Exchange(@Nullable Instant after, @Nullable Instant until, boolean live) {

    /** All rows of a server. */
    static final Exchange ALL = new Exchange(null, null, true);

    /**
     * What is to be replaced, where the rebuilt rows have all that the served ones have, and maybe
     * more; empty until the served ones have what is needed.
     *
     * @param range whole buckets; null for all time
     */
    static Optional<Exchange> of(
            @Nullable RebuiltRange range, ServerStanding served, ServerStanding rebuilt) {
        if (range == null) {
            return Optional.of(ALL);
        }
        Exchange past = new Exchange(range.from(), range.to(), false);
        if (served.isBefore(range.from())) {
            // What comes next is still to be projected, and not to be there already.
            return Optional.of(past).filter(all -> rebuilt.isBefore(range.from()));
        }
        if (rebuilt.isPast(range.to())) {
            return Optional.of(past).filter(all -> served.isPast(range.to()));
        }
        return Optional.of(new Exchange(range.from(), null, true));
    }
}
