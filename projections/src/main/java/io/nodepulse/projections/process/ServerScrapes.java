package io.nodepulse.projections.process;

import io.nodepulse.projections.dictionary.ServerKey;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a batch holds of one server.
 *
 * @param server the server
 * @param scrapes at least one, in stream order
 */
record ServerScrapes(ServerKey server, List<Scrape> scrapes) {

    TimeGrid grid() {
        return new TimeGrid(server.gridOffsetMs());
    }

    /** Whether one of the scrapes lies outside of the minute that is open. */
    boolean closeMinute(@Nullable TrackState state) {
        return state != null
                && scrapes.stream()
                        .mapToLong(scrape -> grid().bucketOf(Tier.MINUTE, scrape.atMs()))
                        .anyMatch(minute -> minute != state.openMinute().startMs());
    }
}
