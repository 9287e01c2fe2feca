package io.nodepulse.query.changes;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.query.request.AskedName;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.window.TimeRange;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What is asked of a server: the newest {@code limit} changes of a range.
 *
 * @param name of the only process that is asked for; null for all
 */
record ChangesQuestion(TimeRange range, @Nullable String name, int limit) {

    static final String NAME = "name";
    static final String LIMIT = "limit";

    private static final int DEFAULT_LIMIT = 100;
    private static final Kind<Integer> LIMITS = Kind.wholeNumber(1, 1_000);

    static ChangesQuestion of(Parameters given) {
        return new ChangesQuestion(
                RangeParameters.of(given),
                given.optional(NAME, AskedName.KIND).orElse(null),
                given.optional(LIMIT, LIMITS).orElse(DEFAULT_LIMIT));
    }

    Instant from(Instant now) {
        return switch (range) {
            case TimeRange.LastHours(int hours) -> now.minus(Duration.ofHours(hours));
            case TimeRange.Between(Instant from, Instant to) -> from;
        };
    }

    /** Where the range has no end of its own, the newest scrape may be ahead of our clock. */
    Instant to(Instant now) {
        return switch (range) {
            case TimeRange.LastHours(int hours) -> now.plus(Duration.ofDays(1));
            case TimeRange.Between(Instant from, Instant to) -> to;
        };
    }
}
