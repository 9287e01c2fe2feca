package io.nodepulse.query.top;

import io.nodepulse.edge.Kind;
import io.nodepulse.edge.Parameters;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.request.AskedGrouping;
import io.nodepulse.query.request.NameSearch;
import io.nodepulse.query.request.RangeParameters;
import io.nodepulse.query.usage.UsageMetric;
import io.nodepulse.query.window.TimeRange;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a server: its {@code limit} first processes by a metric, over a range, of those
 * that are searched for.
 */
public record TopQuestion(
        GroupedBy by, UsageMetric metric, int limit, TimeRange range, NameSearch search) {

    private static final int DEFAULT_LIMIT = 10;
    private static final Kind<Integer> LIMIT = Kind.wholeNumber(1, 100);
    private static final Kind<UsageMetric> METRIC =
            Kind.oneOf(UsageMetric.values(), UsageMetric::word);

    /** Of all processes, by name. */
    public TopQuestion(UsageMetric metric, int limit, TimeRange range) {
        this(GroupedBy.PROCESS, metric, limit, range, NameSearch.EVERYTHING);
    }

    static TopQuestion of(Parameters given) {
        return new TopQuestion(
                AskedGrouping.of(given),
                given.optional("metric", METRIC).orElse(UsageMetric.CPU),
                given.optional("limit", LIMIT).orElse(DEFAULT_LIMIT),
                RangeParameters.of(given),
                NameSearch.of(given));
    }

    /** null for a range with a start of its own. */
    @Nullable Integer hours() {
        return range instanceof TimeRange.LastHours(int hours) ? (Integer) hours : null;
    }
}
