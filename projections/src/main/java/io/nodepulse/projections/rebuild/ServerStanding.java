package io.nodepulse.projections.rebuild;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How far a server's rows go.
 *
 * @param asOf its last scrape; null where there is none
 * @param openSince what was sampled after that may still change a row that stands for more than it;
 *     null where nothing was sampled
 */
record ServerStanding(@Nullable Instant asOf, @Nullable Instant openSince) {

    static final ServerStanding NONE = new ServerStanding(null, null);

    /** Whether nothing is known of what was sampled after that time. */
    boolean isBefore(Instant at) {
        return asOf == null || !asOf.isAfter(at);
    }

    /** Whether no row of up to that time, which ends whole buckets, changes any more. */
    boolean isPast(Instant at) {
        return openSince != null && !openSince.isBefore(at);
    }
}
