package io.nodepulse.audit.web;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads query parameters; each bad one becomes an {@link AuditProblem} that names it. */
public final class AuditParameters {

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 10_000;
    private static final String TIME = "a time such as 2026-03-01T12:00:00Z";

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

    /** Most events of a page. */
    public static int limit(@Nullable String text) {
        return text == null
                ? DEFAULT_LIMIT
                : (int) number("limit", text, 1, MAX_LIMIT, "1 to " + MAX_LIMIT);
    }
}
