package io.nodepulse.audit.largest;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What is asked of a server.
 *
 * @param name of the only group that is asked for; null for all
 * @param at the moment; null for the newest list there is
 */
record LargestQuestion(@Nullable String name, @Nullable Instant at) {

    static final String NAME = "name";
    static final String AT = "at";

    /** A list that is older than this says nothing of the moment that is asked for. */
    private static final Duration LONGEST_AGO = Duration.ofMinutes(5);

    /** Clocks of agents may be ahead, as far as scrapes are accepted. */
    private static final Duration AHEAD = Duration.ofDays(1);

    static LargestQuestion of(Parameters given) {
        return new LargestQuestion(
                given.optional(NAME, Kind.TEXT).orElse(null),
                given.optional(AT, Kind.TIME).orElse(null));
    }

    Instant oldest() {
        return at == null ? Instant.EPOCH : at.minus(LONGEST_AGO);
    }

    Instant newest(Instant now) {
        return at == null ? now.plus(AHEAD) : at;
    }
}
