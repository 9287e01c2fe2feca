package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.CPU_BUSY_SECONDS_TOTAL;
import static io.nodepulse.events.HostMetric.CPU_CORES;
import static io.nodepulse.events.HostMetric.CPU_IDLE_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_IOWAIT_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_STEAL_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_SYSTEM_SECONDS;
import static io.nodepulse.events.HostMetric.CPU_TOTAL_SECONDS_TOTAL;
import static io.nodepulse.events.HostMetric.CPU_USER_SECONDS;

import io.nodepulse.events.HostMetric;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * The share of a host's CPU time that was neither idle nor waiting for I/O, 0 to 100: growth over
 * growth, so that neither a step of the clock nor a late page changes it.
 */
final class HostCpu {

    private static final List<HostMetric> FREE = List.of(CPU_IDLE_SECONDS, CPU_IOWAIT_SECONDS);
    private static final List<HostMetric> BUSY =
            List.of(CPU_USER_SECONDS, CPU_SYSTEM_SECONDS, CPU_STEAL_SECONDS);
    private static final double MICROS_PER_MS = 1e3;

    /** How much more CPU time than cores × time the clocks of two scrapes may seem to show. */
    private static final double TOLERANCE = 1.5;

    private final HostInterval pair;

    private HostCpu(HostInterval pair) {
        this.pair = pair;
    }

    /** Empty where the two scrapes do not say. */
    static OptionalDouble percent(HostInterval pair) {
        HostCpu cpu = new HostCpu(pair);
        boolean counted =
                pair.bothHave(CPU_TOTAL_SECONDS_TOTAL) && pair.bothHave(CPU_BUSY_SECONDS_TOTAL);
        return counted ? cpu.ofCounts() : cpu.ofModes();
    }

    /** What the agent counted CPU by CPU. */
    private OptionalDouble ofCounts() {
        if (!pair.isOneCount()) {
            return OptionalDouble.empty();
        }
        return share(
                pair.cpuMicros(CPU_BUSY_SECONDS_TOTAL), pair.cpuMicros(CPU_TOTAL_SECONDS_TOTAL));
    }

    /** Sums over CPUs, which only compare while the CPUs are the same. */
    private OptionalDouble ofModes() {
        boolean sameCores =
                Objects.equals(pair.before().get(CPU_CORES), pair.after().get(CPU_CORES));
        if (!pair.bothHave(CPU_IDLE_SECONDS) || !sameCores) {
            return OptionalDouble.empty();
        }
        double free = sum(FREE);
        double busy = sum(BUSY);
        double cores = pair.after().getOrDefault(CPU_CORES, 0.0);
        double clock = cores * pair.intervalMs() * MICROS_PER_MS;
        if (BUSY.stream().noneMatch(pair::bothHave)) {
            // Idle time alone: cores × time is the only total there is.
            return share(Math.max(0, clock - free), clock);
        }
        boolean reset =
                FREE.stream().anyMatch(pair::isReset) || BUSY.stream().anyMatch(pair::isReset);
        // After a boot the counters hold less than the interval; with more, a CPU went away.
        if (reset && free + busy > clock * TOLERANCE) {
            return OptionalDouble.empty();
        }
        return share(busy, free + busy);
    }

    private double sum(Collection<HostMetric> modes) {
        return modes.stream().mapToLong(pair::cpuMicros).sum();
    }

    private static OptionalDouble share(double busy, double total) {
        return total > 0
                ? OptionalDouble.of(Math.clamp(100 * busy / total, 0, 100))
                : OptionalDouble.empty();
    }
}
