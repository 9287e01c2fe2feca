package io.nodepulse.query.request;

import io.nodepulse.query.problem.InvalidParameterException;
import io.nodepulse.query.window.TimeRange;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The parameters {@code hours}, {@code from} and {@code to}, of which either kind may be given. */
public final class RangeParameters {

    private static final String TIME = "an RFC 3339 time such as 2026-01-31T12:00:00Z";
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private RangeParameters() {}

    public static TimeRange of(WebRequest request) {
        return parse(
                request.getParameter("hours"),
                request.getParameter("from"),
                request.getParameter("to"));
    }

    /**
     * The range asked for: {@code hours} (1 where nothing is given), or {@code from} with or
     * without {@code to}. A range without an end goes up to the newest scrape.
     */
    static TimeRange parse(@Nullable String hours, @Nullable String from, @Nullable String to) {
        if (from == null && to == null) {
            return new TimeRange.LastHours(
                    Parameters.wholeNumber("hours", hours, 1, TimeRange.MAX_HOURS, 1));
        }
        if (hours != null) {
            throw new InvalidParameterException(
                    "hours", "hours cannot be combined with from and to.", "hours, or from and to");
        }
        if (from == null) {
            throw new InvalidParameterException("from", "to needs a from.", TIME);
        }
        Instant start = time("from", from);
        Instant end = to == null ? LATEST : time("to", to);
        if (!start.isBefore(end)) {
            throw new InvalidParameterException(
                    "from", "from must be before to, is " + start + ".", "a time before " + end);
        }
        return new TimeRange.Between(start, end);
    }

    private static Instant time(String name, String text) {
        Instant time;
        try {
            time = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new InvalidParameterException(
                    name, name + " is not a time: " + Parameters.quoted(text) + ".", TIME);
        }
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new InvalidParameterException(
                    name, name + " is too far away: " + time + ".", EARLIEST + " to " + LATEST);
        }
        return time;
    }
}
