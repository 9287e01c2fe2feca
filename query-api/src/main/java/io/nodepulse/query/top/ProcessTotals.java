package io.nodepulse.query.top;

import static io.nodepulse.query.readmodel.BucketColumn.CPU_COVERED_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MAX;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MAX_AT;
import static io.nodepulse.query.readmodel.BucketColumn.CPU_MICROS;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_CPU;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_NUM_PROCS;
import static io.nodepulse.query.readmodel.BucketColumn.LAST_SAMPLE_MILLIS;
import static io.nodepulse.query.readmodel.BucketColumn.NAME_KEY;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_LAST_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_MAX_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.RESIDENT_SUM_GAP_BYTES;
import static io.nodepulse.query.readmodel.BucketColumn.SAMPLES;

import io.nodepulse.query.readmodel.BucketRow;
import io.nodepulse.query.readmodel.CpuRates;
import io.nodepulse.query.readmodel.FigureCells;
import io.nodepulse.query.usage.FigureTotal;
import io.nodepulse.query.usage.ProcessTotal;
import io.nodepulse.query.usage.UsageMetric;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What the buckets of a window add up to, per process group. Not thread-safe. */
final class ProcessTotals {

    private final UsageMetric metric;
    private final Map<Integer, ProcessTotal> byNameKey = new HashMap<>();
    private long coveredMillis;

    /**
     * @param metric whose optional figures are added up, too
     */
    ProcessTotals(UsageMetric metric) {
        this.metric = metric;
    }

    void add(BucketRow bucket) {
        coveredMillis += bucket.coveredMillis();
        long[] nameKeys = bucket.column(NAME_KEY);
        long[] cpuMicros = bucket.column(CPU_MICROS);
        long[] cpuCoveredMillis = bucket.column(CPU_COVERED_MILLIS);
        long[] cpuMax = bucket.column(CPU_MAX);
        long[] cpuMaxAt = bucket.column(CPU_MAX_AT);
        long[] samples = bucket.column(SAMPLES);
        long[] residentMax = bucket.column(RESIDENT_MAX_BYTES);
        long[] residentSumGap = bucket.column(RESIDENT_SUM_GAP_BYTES);
        long[] lastSample = bucket.column(LAST_SAMPLE_MILLIS);
        long[] lastNumProcs = bucket.column(LAST_NUM_PROCS);
        long[] lastCpu = bucket.column(LAST_CPU);
        long[] residentLastGap = bucket.column(RESIDENT_LAST_GAP_BYTES);
        FigureCells[] figures = FigureTotal.cells(metric, bucket);
        for (int i = 0; i < nameKeys.length; i++) {
            ProcessTotal total =
                    byNameKey.computeIfAbsent(
                            (int) nameKeys[i], key -> new ProcessTotal(key, metric));
            total.addCpu(cpuMicros[i], cpuCoveredMillis[i]);
            total.offerMax(cpuMax[i], bucket.cpuMaxAtMillis(cpuMaxAt[i]));
            total.addResident(
                    samples[i], samples[i] * residentMax[i] - residentSumGap[i], residentMax[i]);
            total.offerLast(
                    bucket.startMillis() + lastSample[i],
                    lastNumProcs[i],
                    CpuRates.percent(lastCpu[i]),
                    residentMax[i] - residentLastGap[i]);
            if (total.figure() != null) {
                total.figure()
                        .add(
                                figures,
                                i,
                                samples[i],
                                cpuCoveredMillis[i],
                                bucket.startMillis() + lastSample[i]);
            }
        }
    }

    /** One per process group that has a sample in the window, in no order. */
    Collection<ProcessTotal> processes() {
        return byNameKey.values();
    }

    /** Time between scrapes of the server that the window covers. */
    long coveredMillis() {
        return coveredMillis;
    }
}
