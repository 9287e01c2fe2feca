package io.nodepulse.query.usage;

import io.nodepulse.query.readmodel.BucketColumn;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.FigureCells;

/**
 * One process's share of a window by a metric of optional figures, while buckets are added up, in
 * any order. Where a metric is a sum of figures, it is known where all of them are. Not
 * thread-safe.
 */
public final class FigureTotal {

    private static final double MILLIS_PER_SECOND = 1e3;

    private final UsageMetric metric;
    private double total;
    private double max = Double.NaN;
    private long coveredMillis;
    private long cpuCoveredMillis;
    private long known;
    private long samples;
    private long lastSampleMillis = Long.MIN_VALUE;
    private double last = Double.NaN;

    public FigureTotal(UsageMetric metric) {
        this.metric = metric;
    }

    /** The metric's figures of all processes of a bucket. */
    public static FigureCells[] cells(UsageMetric metric, BucketRow bucket) {
        return metric.figures().stream().map(bucket::figure).toArray(FigureCells[]::new);
    }

    /** Adds its row of a bucket; where all rows are wanted, {@link #cells} unpacks them once. */
    public void add(BucketRow bucket, int row) {
        add(
                cells(metric, bucket),
                row,
                bucket.value(BucketColumn.SAMPLES, row),
                bucket.value(BucketColumn.CPU_COVERED_MILLIS, row),
                bucket.startMillis() + bucket.value(BucketColumn.LAST_SAMPLE_MILLIS, row));
    }

    /**
     * Adds a row of a bucket whose figures were unpacked.
     *
     * @param bucketSamples of the process in the bucket
     * @param bucketCoveredMillis time that its CPU deltas cover there
     * @param sampledAtMillis its last sample there, since 1970
     */
    public void add(
            FigureCells[] cells,
            int row,
            long bucketSamples,
            long bucketCoveredMillis,
            long sampledAtMillis) {
        samples += bucketSamples;
        cpuCoveredMillis += bucketCoveredMillis;
        long bucketCovered = Long.MAX_VALUE;
        long bucketKnown = Long.MAX_VALUE;
        double bucketTotal = 0;
        double bucketLast = 0;
        for (FigureCells figure : cells) {
            bucketTotal += metric.isCounter() ? figure.growth(row) : figure.sum(row, bucketSamples);
            bucketCovered = Math.min(bucketCovered, figure.coveredMillis(row, bucketCoveredMillis));
            bucketKnown = Math.min(bucketKnown, figure.known(row, bucketSamples));
            bucketLast += figure.last(row);
        }
        if (metric.isCounter() ? bucketCovered > 0 : bucketKnown > 0) {
            total += bucketTotal;
            coveredMillis += bucketCovered;
            known += bucketKnown;
        }
        offerMax(cells, row);
        if (sampledAtMillis > lastSampleMillis) {
            lastSampleMillis = sampledAtMillis;
            last = bucketLast;
        }
    }

    /** The highest of a sum does not follow from the highest of its parts. */
    private void offerMax(FigureCells[] cells, int row) {
        if (cells.length == 1) {
            double own = cells[0].max(row);
            max = Double.isNaN(max) || own > max ? own : max;
        }
    }

    private boolean isKnown() {
        return metric.isCounter() ? coveredMillis > 0 : known > 0;
    }

    /** Of a counter: what it grew by; NaN where that is not known, and of a gauge. */
    double total() {
        return metric.isCounter() && isKnown() ? total : Double.NaN;
    }

    /**
     * Of a counter what it grew by a second, of a gauge the average reading; NaN where it is not
     * known.
     *
     * @param serverCoveredMillis the time that counters are spread over
     */
    double average(long serverCoveredMillis) {
        if (!isKnown()) {
            return Double.NaN;
        }
        return metric.isCounter() ? total * MILLIS_PER_SECOND / serverCoveredMillis : total / known;
    }

    /** The same over the time in which it is known only. */
    double averageWhileKnown() {
        return average(coveredMillis);
    }

    /** Of a counter the highest growth a second of an interval; NaN for none, and for a sum. */
    double max() {
        return max;
    }

    /** Of a gauge: that of the last sample; NaN where it is not known. */
    double latest() {
        return metric.isCounter() ? Double.NaN : last;
    }

    /** In which share of its time, or of its samples, it is known; 0 to 1. */
    double known() {
        return metric.isCounter() ? share(coveredMillis, cpuCoveredMillis) : share(known, samples);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** What is ranked by it: by what was eaten, or by the average. NaN where it is not known. */
    public double weight() {
        return metric.isCounter() ? total() : average(0);
    }

    /**
     * As it is answered of one step of many: averages are those of the time in which it is known.
     */
    public FigureUsage usageWhileKnown() {
        return usage(coveredMillis);
    }

    /** As it is answered. */
    public FigureUsage usage(long serverCoveredMillis) {
        return FigureUsage.of(this, metric, serverCoveredMillis);
    }
}
