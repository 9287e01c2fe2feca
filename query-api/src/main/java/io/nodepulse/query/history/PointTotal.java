package io.nodepulse.query.history;

import static io.nodepulse.query.readmodel.BucketColumn.CPU_COVERED_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MAX;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MICROS;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MIN_GAP;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_NUM_PROCS;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_SAMPLE_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.RESETS;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_MAX_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_MIN_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_SUM_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.SAMPLES;

import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.CpuRates;
import io.nodepulse.query.usage.FigureTotal;
import io.nodepulse.query.usage.UsageMetric;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What the buckets of one step add up to for one process. Not thread-safe. */
final class PointTotal {

    private static final double MICROS_PER_SECOND = 1e6;

    private long cpuMicros;
    private long cpuCoveredMillis;
    private long cpuMax;
    private long cpuMin = Long.MAX_VALUE;
    private long resets;
    private long samples;
    private long residentSum;
    private long residentMax;
    private long residentMin = Long.MAX_VALUE;
    private long lastSampleMillis = Long.MIN_VALUE;
    private long lastNumProcs;
    private final @Nullable FigureTotal figure;

    /**
     * @param metric whose optional figures are added up, too
     */
    PointTotal(UsageMetric metric) {
        this.figure = metric.isOptional() ? new FigureTotal(metric) : null;
    }

    void add(BucketRow bucket, int row) {
        long max = bucket.value(CPU_MAX, row);
        if (max > 0) {
            cpuMicros += bucket.value(CPU_MICROS, row);
            cpuCoveredMillis += bucket.value(CPU_COVERED_MILLIS, row);
            cpuMax = Math.max(cpuMax, max);
            cpuMin = Math.min(cpuMin, max - bucket.value(CPU_MIN_GAP, row));
            resets += bucket.value(RESETS, row);
        }
        addResident(
                bucket.value(SAMPLES, row),
                bucket.value(RESIDENT_MAX_BYTES, row),
                bucket.value(RESIDENT_MIN_GAP_BYTES, row),
                bucket.value(RESIDENT_SUM_GAP_BYTES, row));
        long lastSample = bucket.startMillis() + bucket.value(LAST_SAMPLE_MILLIS, row);
        if (lastSample > lastSampleMillis) {
            lastSampleMillis = lastSample;
            lastNumProcs = bucket.value(LAST_NUM_PROCS, row);
        }
        if (figure != null) {
            figure.add(bucket, row);
        }
    }

    private void addResident(long count, long max, long minGap, long sumGap) {
        samples += count;
        residentSum += count * max - sumGap;
        residentMax = Math.max(residentMax, max);
        residentMin = Math.min(residentMin, max - minGap);
    }

    HistoryPoint figures(Instant at, @Nullable Integer cpuCores) {
        return new HistoryPoint(
                at,
                cpuPercent(cpuCores),
                cpuCoveredMillis == 0 ? null : Figures.seconds(cpuMicros / MICROS_PER_SECOND),
                Figures.secondsOf(cpuCoveredMillis),
                memory(),
                samples == 0 ? null : lastNumProcs,
                resets,
                figure == null ? null : figure.usageWhileKnown());
    }

    private @Nullable Spread cpuPercent(@Nullable Integer cpuCores) {
        if (cpuCoveredMillis == 0) {
            return null;
        }
        return new Spread(
                Figures.cpuPercent(CpuRates.percent(cpuMin), cpuCores),
                Figures.cpuPercent(CpuRates.averagePercent(cpuMicros, cpuCoveredMillis), cpuCores),
                Figures.cpuPercent(CpuRates.percent(cpuMax), cpuCores));
    }

    private @Nullable Spread memory() {
        return samples == 0
                ? null
                : new Spread(
                        Figures.mebibytes(residentMin),
                        Figures.mebibytes((double) residentSum / samples),
                        Figures.mebibytes(residentMax));
    }
}
