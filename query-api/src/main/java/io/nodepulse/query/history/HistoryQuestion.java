package io.nodepulse.query.history;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.query.request.AskedName;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.window.TimeRange;

/** What is asked of a server: one process over a range, in at most {@code points} points. */
record HistoryQuestion(String name, TimeRange range, int points) {

    static final String NAME = "name";
    static final String POINTS = "points";

    private static final Kind<Integer> MOST_POINTS = Kind.wholeNumber(10, 1_000);
    private static final int DEFAULT_POINTS = 240;

    /** The question that names its process in a parameter. */
    static HistoryQuestion of(Parameters given) {
        return of(given.required(NAME, AskedName.KIND), given);
    }

    static HistoryQuestion of(String name, Parameters given) {
        return new HistoryQuestion(
                name,
                RangeParameters.of(given),
                given.optional(POINTS, MOST_POINTS).orElse(DEFAULT_POINTS));
    }
}
