package io.nodepulse.audit.history;

import io.nodepulse.audit.web.AuditProblem;
import io.nodepulse.events.store.Exporter;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    static final int DEFAULT_LIMIT = 500;
    static final int MAX_LIMIT = 10_000;
    static final Duration DEFAULT_RANGE = Duration.ofHours(1);

    /** Nothing is stored outside of these, and time is walked through day by day. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final Duration LONGEST_AHEAD = Duration.ofDays(1);

    private static final String TIME = "a time such as 2026-03-01T12:00:00Z";

    /**
     * The query that those parameters ask for, or an {@link AuditProblem} that says what is wrong.
     */
    static HistoryQuery of(String serverId, HistoryParameters given, Instant now) {
        Instant to = given.to() == null ? now : time("to", given.to());
        Instant from = given.from() == null ? to.minus(DEFAULT_RANGE) : time("from", given.from());
        if (from.isAfter(to)) {
            throw AuditProblem.parameter("from", from.toString(), "not after to, " + to);
        }
        Instant latest = now.plus(LONGEST_AHEAD);
        return new HistoryQuery(
                serverId(serverId),
                exporter(given.exporter()),
                from.isBefore(EARLIEST) ? EARLIEST : from,
                to.isAfter(latest) ? latest : to,
                Optional.ofNullable(given.process()),
                given.cursor() == null
                        ? 0
                        : number("cursor", given.cursor(), 0, Long.MAX_VALUE, "the next of a page"),
                given.limit() == null
                        ? DEFAULT_LIMIT
                        : (int) number("limit", given.limit(), 1, MAX_LIMIT, "1 to " + MAX_LIMIT));
    }

    private static UUID serverId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw AuditProblem.unknownServer(text);
        }
    }

    private static Exporter exporter(@Nullable String text) {
        return switch (text) {
            case null -> Exporter.PROCESSES;
            case "process_exporter" -> Exporter.PROCESSES;
            case "node_exporter" -> Exporter.HOST;
            default ->
                    throw AuditProblem.parameter(
                            "exporter", text, "process_exporter or node_exporter");
        };
    }

    private static Instant time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw AuditProblem.parameter(parameter, text, TIME);
        }
    }

    private static long number(String parameter, String text, long min, long max, String allowed) {
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw AuditProblem.parameter(parameter, text, allowed);
        }
        throw AuditProblem.parameter(parameter, text, allowed);
    }
}
