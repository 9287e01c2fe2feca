package io.nodepulse.audit.history;

import io.nodepulse.audit.export.AskedHistory;
import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.events.Exporter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a server's history is asked for.
 *
 * @param serverId the server
 * @param exporter what was scraped
 * @param from taken at or after
 * @param to taken at or before
 * @param process only samples of the process with that name
 * @param after only samples after that sequence: the cursor of the page before
 * @param limit most events of a page
 */
record HistoryQuery(
        UUID serverId,
        Exporter exporter,
        Instant from,
        Instant to,
        Optional<String> process,
        long after,
        int limit) {

    static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    private static final Kind<Long> CURSOR =
            Kind.wholeNumber(0, Long.MAX_VALUE, "the next of a page");

    /** Nothing is stored outside of these, and time is walked through day by day. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Duration LONGEST_AHEAD = Duration.ofDays(1);

    /** The query that those parameters ask for, or an {@link Refused} that says what is wrong. */
    static HistoryQuery of(String serverId, Parameters given, Instant now) {
        Instant to = given.optional("to", Kind.TIME).orElse(now);
        Instant from = given.optional("from", Kind.TIME).orElseGet(() -> to.minus(DEFAULT_RANGE));
        if (from.isAfter(to)) {
            String allowed = "not after to, " + to;
            throw Refused.parameter("from", "must be " + allowed + ", is " + from, allowed);
        }
        Instant latest = now.plus(LONGEST_AHEAD);
        return new HistoryQuery(
                AskedHistory.serverId(serverId),
                AskedHistory.exporter(given),
                from.isBefore(EARLIEST) ? EARLIEST : from,
                to.isAfter(latest) ? latest : to,
                given.optional("process", Kind.TEXT),
                given.optional("cursor", CURSOR).orElse(0L),
                AskedHistory.limit(given));
    }
}
