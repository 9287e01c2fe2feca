package io.nodepulse.query.history;

import io.nodepulse.query.request.Parameters;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.window.TimeRange;

import org.springframework.web.context.request.WebRequest;

/** What is asked of a server: one process over a range, in at most {@code points} points. */
record HistoryQuestion(String name, TimeRange range, int points) {

    private static final int MIN_POINTS = 10;
    private static final int MAX_POINTS = 1_000;
    private static final int DEFAULT_POINTS = 240;

    static HistoryQuestion of(String name, WebRequest request) {
        return new HistoryQuestion(
                name,
                RangeParameters.of(request),
                Parameters.wholeNumber(
                        "points",
                        request.getParameter("points"),
                        MIN_POINTS,
                        MAX_POINTS,
                        DEFAULT_POINTS));
    }
}
