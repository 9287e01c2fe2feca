package io.nodepulse.query.history;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.request.AskedGrouping;
import io.nodepulse.query.request.AskedName;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.usage.UsageMetric;
import io.nodepulse.query.window.TimeRange;

/**
 * What is asked of a server: one process, unit or slice over a range, in at most {@code points}
 * points.
 *
 * @param metric whose optional figures are wanted, too
 */
record HistoryQuestion(GroupedBy by, String name, TimeRange range, int points, UsageMetric metric) {

    static final String NAME = "name";
    static final String POINTS = "points";

    static final String METRIC = "metric";

    private static final Kind<UsageMetric> METRICS =
            Kind.oneOf(UsageMetric.values(), UsageMetric::word);
    private static final Kind<Integer> MOST_POINTS = Kind.wholeNumber(10, 1_000);
    private static final int DEFAULT_POINTS = 240;

    /** The question that names its process in a parameter. */
    static HistoryQuestion of(Parameters given) {
        return of(given.required(NAME, AskedName.KIND), given);
    }

    static HistoryQuestion of(String name, Parameters given) {
        return new HistoryQuestion(
                AskedGrouping.of(given),
                name,
                RangeParameters.of(given),
                given.optional(POINTS, MOST_POINTS).orElse(DEFAULT_POINTS),
                given.optional(METRIC, METRICS).orElse(UsageMetric.CPU));
    }
}
