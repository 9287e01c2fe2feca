package io.nodepulse.agent.host;

import io.nodepulse.agent.counter.CounterGrowth;

import java.util.Arrays;

/**
 * CPU time of each CPU by mode, and what of it grew: first the difference of each CPU, then the
 * sum. So a CPU that goes, comes or keeps its counters while it is offline is no work and no time.
 * Used by one thread.
 */
final class CpuCounters {

    /** CPUs beyond this number are passed over; Linux has no more. */
    static final int MAX_CPUS = 8_192;

    private static final int MODES = CpuMode.COUNT;

    /** Seconds per CPU and mode; NaN where this scrape, or the one before, did not say. */
    private double[] now = {};

    private double[] last = {};
    private double busySeconds;
    private double totalSeconds;

    void begin() {
        Arrays.fill(now, Double.NaN);
    }

    /** Takes a reading; false where this scrape has had it. */
    boolean set(int cpu, CpuMode mode, double seconds) {
        int at = cpu * MODES + mode.ordinal();
        if (at >= now.length) {
            int known = now.length;
            now = Arrays.copyOf(now, Math.max(now.length * 2, (cpu + 1) * MODES));
            last = Arrays.copyOf(last, now.length);
            Arrays.fill(now, known, now.length, Double.NaN);
            Arrays.fill(last, known, last.length, Double.NaN);
        }
        if (!Double.isNaN(now[at])) {
            now[at] += mode == CpuMode.OTHER ? seconds : 0;
            return mode == CpuMode.OTHER;
        }
        now[at] = seconds;
        return true;
    }

    /** How many CPUs this scrape has. */
    int count() {
        int count = 0;
        for (int cpu = 0; cpu < now.length; cpu += MODES) {
            for (int at = cpu; at < cpu + MODES; at++) {
                if (!Double.isNaN(now[at])) {
                    count++;
                    break;
                }
            }
        }
        return count;
    }

    /** Ends a scrape that is whole: adds what grew since the one before. */
    void end() {
        for (int cpu = 0; cpu < now.length; cpu += MODES) {
            addGrowth(cpu);
        }
        double[] read = last;
        last = now;
        now = read;
    }

    private void addGrowth(int cpu) {
        double busy = 0;
        double free = 0;
        for (int mode = 0; mode < MODES; mode++) {
            double before = last[cpu + mode];
            double after = now[cpu + mode];
            if (Double.isNaN(before) || Double.isNaN(after)) {
                continue;
            }
            if (CounterGrowth.isReset(before, after, CounterGrowth.SMALL_FALL_SECONDS)) {
                return; // A CPU that was away: what it shows is not of this interval.
            }
            double growth = Math.max(0, after - before);
            if (CpuMode.ofColumn(mode).isFree()) {
                free += growth;
            } else {
                busy += growth;
            }
        }
        busySeconds += busy;
        totalSeconds += busy + free;
    }

    /** Begins to count anew, with the next scrape. */
    void startAnew() {
        Arrays.fill(last, Double.NaN);
        busySeconds = 0;
        totalSeconds = 0;
    }

    /** Time that was neither idle nor waiting for I/O, since the count began. */
    double busySeconds() {
        return busySeconds;
    }

    /** Time of all CPUs since the count began. */
    double totalSeconds() {
        return totalSeconds;
    }
}
