package io.nodepulse.query.top;

import io.nodepulse.query.request.Parameters;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.window.TimeRange;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What is asked of a server: its {@code limit} first processes by a metric, over a range. */
record TopQuestion(Metric metric, int limit, TimeRange range) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    static TopQuestion parse(
            @Nullable String metric,
            @Nullable String limit,
            @Nullable String hours,
            @Nullable String from,
            @Nullable String to) {
        return new TopQuestion(
                Parameters.word("metric", metric, Metric.CPU),
                Parameters.wholeNumber("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT),
                RangeParameters.parse(hours, from, to));
    }

    String metricWord() {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** null for a range with a start of its own. */
    @Nullable Integer hours() {
        return range instanceof TimeRange.LastHours(int hours) ? (Integer) hours : null;
    }
}
