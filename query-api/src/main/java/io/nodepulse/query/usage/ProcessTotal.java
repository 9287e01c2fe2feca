package io.nodepulse.query.usage;

import static io.nodepulse.query.readmodel.BucketColumn.CPU_COVERED_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MAX;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MAX_AT;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MICROS;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_CPU;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_NUM_PROCS;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_SAMPLE_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_LAST_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_MAX_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_SUM_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.SAMPLES;

import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.CpuRates;

import org.jspecify.annotations.Nullable;

/**
 * One process group's share of a window, while buckets are added up. Sums, maxima and "the later
 * one" do not depend on the order in which buckets are added. Not thread-safe.
 */
public final class ProcessTotal {

    private static final double MICROS_PER_SECOND = 1e6;

    private final int nameKey;
    private long cpuMicros;
    private long cpuCoveredMillis;
    private long cpuMax;
    private long cpuMaxAtMillis;
    private long samples;
    private long residentSum;
    private long residentMax;
    private long lastSampleMillis = Long.MIN_VALUE;
    private long lastNumProcs;
    private double lastCpuPercent;
    private long lastResident;
    private final @Nullable FigureTotal figure;

    /**
     * @param metric whose optional figures are added up, too
     */
    public ProcessTotal(int nameKey, UsageMetric metric) {
        this.nameKey = nameKey;
        this.figure = metric.isOptional() ? new FigureTotal(metric) : null;
    }

    /** Adds its row of a bucket; where all rows are wanted, reading by columns is faster. */
    public void add(BucketRow bucket, int row) {
        addCpu(bucket.value(CPU_MICROS, row), bucket.value(CPU_COVERED_MILLIS, row));
        offerMax(bucket.value(CPU_MAX, row), bucket.cpuMaxAtMillis(bucket.value(CPU_MAX_AT, row)));
        long max = bucket.value(RESIDENT_MAX_BYTES, row);
        long count = bucket.value(SAMPLES, row);
        addResident(count, count * max - bucket.value(RESIDENT_SUM_GAP_BYTES, row), max);
        offerLast(
                bucket.startMillis() + bucket.value(LAST_SAMPLE_MILLIS, row),
                bucket.value(LAST_NUM_PROCS, row),
                CpuRates.percent(bucket.value(LAST_CPU, row)),
                max - bucket.value(RESIDENT_LAST_GAP_BYTES, row));
        if (figure != null) {
            figure.add(bucket, row);
        }
    }

    /** The optional figures that are added up; null where none are. */
    public @Nullable FigureTotal figure() {
        return figure;
    }

    public void addCpu(long micros, long coveredMillis) {
        cpuMicros += micros;
        cpuCoveredMillis += coveredMillis;
    }

    /**
     * Takes a bucket's maximum where it is higher than the one known so far, or as high and
     * earlier.
     *
     * @param max as in {@link io.nodepulse.query.readmodel.BucketColumn#CPU_MAX}
     * @param atMillis 0 where it is not known
     */
    public void offerMax(long max, long atMillis) {
        if (max > cpuMax) {
            cpuMax = max;
            cpuMaxAtMillis = atMillis;
        } else if (max == cpuMax && atMillis > 0) {
            cpuMaxAtMillis = cpuMaxAtMillis == 0 ? atMillis : Math.min(cpuMaxAtMillis, atMillis);
        }
    }

    public void addResident(long count, long sum, long max) {
        samples += count;
        residentSum += sum;
        residentMax = Math.max(residentMax, max);
    }

    /** Takes a last sample where it is later than the one known so far. */
    public void offerLast(
            long sampledAtMillis, long numProcs, double cpuPercent, long residentBytes) {
        if (sampledAtMillis > lastSampleMillis) {
            lastSampleMillis = sampledAtMillis;
            lastNumProcs = numProcs;
            lastCpuPercent = cpuPercent;
            lastResident = residentBytes;
        }
    }

    public int nameKey() {
        return nameKey;
    }

    public boolean isEmpty() {
        return samples == 0;
    }

    /** NaN where no interval of the process ends in the window. */
    public double cpuSeconds() {
        return cpuCoveredMillis == 0 ? Double.NaN : cpuMicros / MICROS_PER_SECOND;
    }

    /** Time between samples of the process that the window covers. */
    public long coveredMillis() {
        return cpuCoveredMillis;
    }

    /**
     * Over the whole time that scrapes cover the server: what the process used of it. 100 is one
     * core; NaN where no interval of the process ends in the window.
     */
    public double averageCpuPercent(long serverCoveredMillis) {
        return cpuCoveredMillis == 0
                ? Double.NaN
                : CpuRates.averagePercent(cpuMicros, serverCoveredMillis);
    }

    /** Over the time in which the process was seen only; NaN as above. */
    public double runningCpuPercent() {
        return CpuRates.averagePercent(cpuMicros, cpuCoveredMillis);
    }

    /** Of the highest single interval; NaN as above. */
    public double maxCpuPercent() {
        return CpuRates.percent(cpuMax);
    }

    /** The second in which that interval ends, since 1970; 0 where it is not known. */
    public long maxCpuAtMillis() {
        return cpuMaxAtMillis;
    }

    public double averageResidentBytes() {
        return (double) residentSum / samples;
    }

    public long peakResidentBytes() {
        return residentMax;
    }

    public long lastSampleMillis() {
        return lastSampleMillis;
    }

    public long lastNumProcs() {
        return lastNumProcs;
    }

    /** Of the interval that ends in the last sample; NaN where there is none. */
    double lastCpuPercent() {
        return lastCpuPercent;
    }

    long lastResidentBytes() {
        return lastResident;
    }
}
