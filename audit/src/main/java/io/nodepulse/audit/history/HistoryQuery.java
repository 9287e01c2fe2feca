package io.nodepulse.audit.history;

import io.nodepulse.audit.web.AuditParameters;
import io.nodepulse.audit.web.AuditProblem;
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

    /** Nothing is stored outside of these, and time is walked through day by day. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Duration LONGEST_AHEAD = Duration.ofDays(1);

    /**
     * The query that those parameters ask for, or an {@link AuditProblem} that says what is wrong.
     */
    static HistoryQuery of(String serverId, HistoryParameters given, Instant now) {
        Instant to = given.to() == null ? now : AuditParameters.time("to", given.to());
        Instant from =
                given.from() == null
                        ? to.minus(DEFAULT_RANGE)
                        : AuditParameters.time("from", given.from());
        if (from.isAfter(to)) {
            throw AuditProblem.parameter("from", from.toString(), "not after to, " + to);
        }
        Instant latest = now.plus(LONGEST_AHEAD);
        return new HistoryQuery(
                AuditParameters.serverId(serverId),
                AuditParameters.exporter(given.exporter()),
                from.isBefore(EARLIEST) ? EARLIEST : from,
                to.isAfter(latest) ? latest : to,
                Optional.ofNullable(given.process()),
                given.cursor() == null
                        ? 0
                        : AuditParameters.number(
                                "cursor", given.cursor(), 0, Long.MAX_VALUE, "the next of a page"),
                AuditParameters.limit(given.limit()));
    }
}
