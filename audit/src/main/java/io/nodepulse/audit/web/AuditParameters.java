package io.nodepulse.audit.web;

import io.nodepulse.events.Exporter;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads query parameters; each bad one becomes an {@link AuditProblem} that names it. */
public final class AuditParameters {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 10_000;
    public static final String TIME = "a time such as 2026-03-01T12:00:00Z";

    private AuditParameters() {}

    public static Instant time(String parameter, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw AuditProblem.parameter(parameter, text, TIME);
        }
    }

    public static long number(String parameter, String text, long min, long max, String allowed) {
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

    /** Refuses what is not among the names of the call's parameters. */
    public static void only(Set<String> given, String... known) {
        for (String name : given) {
            if (!List.of(known).contains(name)) {
                throw AuditProblem.unknownParameter(name, String.join(", ", known));
            }
        }
    }

    /** The parameter's text, which must be given. */
    public static String needed(Map<String, String> given, String parameter, String allowed) {
        String text = given.get(parameter);
        if (text == null) {
            throw AuditProblem.parameter(parameter, "", allowed);
        }
        return text;
    }

    /** What was scraped: process groups, unless another exporter is named. */
    public static Exporter exporter(@Nullable String text) {
        if (text == null) {
            return Exporter.PROCESSES;
        }
        return Exporter.ofField(text)
                .orElseThrow(
                        () ->
                                AuditProblem.parameter(
                                        "exporter",
                                        text,
                                        Arrays.stream(Exporter.values())
                                                .map(Exporter::field)
                                                .collect(Collectors.joining(" or "))));
    }

    /** A server's id; one that cannot be one is not found. */
    public static UUID serverId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw AuditProblem.unknownServer(text);
        }
    }

    /** Most events of a page. */
    public static int limit(@Nullable String text) {
        return text == null
                ? DEFAULT_LIMIT
                : (int) number("limit", text, 1, MAX_LIMIT, "1 to " + MAX_LIMIT);
    }
}
