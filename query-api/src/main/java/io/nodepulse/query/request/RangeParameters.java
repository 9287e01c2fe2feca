package io.nodepulse.query.request;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.edge.Refused;
import io.nodepulse.query.window.TimeRange;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The parameters {@code hours}, {@code from} and {@code to}, of which either kind may be given. */
public final class RangeParameters {

    static final String HOURS = "hours";
    static final String FROM = "from";
    static final String TO = "to";

    private static final Kind<Integer> WHOLE_HOURS = Kind.wholeNumber(1, TimeRange.MAX_HOURS);
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private RangeParameters() {}

    /**
     * The range asked for: {@code hours} (1 where nothing is given), or {@code from} with or
     * without {@code to}. A range without an end goes up to the newest scrape.
     */
    public static TimeRange of(Parameters given) {
        if (!given.has(FROM) && !given.has(TO)) {
            return new TimeRange.LastHours(given.optional(HOURS, WHOLE_HOURS).orElse(1));
        }
        if (given.has(HOURS)) {
            throw Refused.parameter(
                    HOURS, "cannot be combined with from and to", "hours, or from and to");
        }
        if (!given.has(FROM)) {
            throw Refused.parameter(FROM, "is missing where to is given", Kind.TIME.allowed());
        }
        Instant start = toMillis(given.required(FROM, Kind.TIME));
        Instant end = given.optional(TO, Kind.TIME).map(RangeParameters::toMillis).orElse(LATEST);
        if (!start.isBefore(end)) {
            throw Refused.parameter(FROM, "must be before to, is " + start, "a time before " + end);
        }
        return new TimeRange.Between(start, end);
    }

    private static Instant toMillis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }
}
