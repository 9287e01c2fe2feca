package io.nodepulse.query.top;

import io.nodepulse.query.request.Parameters;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.window.TimeRange;

import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

import java.util.Locale;

/** What is asked of a server: its {@code limit} first processes by a metric, over a range. */
public record TopQuestion(Metric metric, int limit, TimeRange range) {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    static TopQuestion of(WebRequest request) {
        return new TopQuestion(
                Parameters.word("metric", request.getParameter("metric"), Metric.CPU),
                Parameters.wholeNumber(
                        "limit", request.getParameter("limit"), 1, MAX_LIMIT, DEFAULT_LIMIT),
                RangeParameters.of(request));
    }

    String metricWord() {
        return metric.name().toLowerCase(Locale.ROOT);
    }

    /** null for a range with a start of its own. */
    @Nullable Integer hours() {
        return range instanceof TimeRange.LastHours(int hours) ? (Integer) hours : null;
    }
}
