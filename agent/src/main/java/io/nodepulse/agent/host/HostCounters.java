package io.nodepulse.agent.host;

import org.jspecify.annotations.Nullable;

/**
 * What of the host is counted from scrape to scrape: CPUs, disks and network interfaces, each for
 * itself before it is summed up. Used by one thread.
 */
final class HostCounters {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final CpuCounters cpus = new CpuCounters();
    private final DeviceCounters disks;
    private final DeviceCounters interfaces;
    private double startSeconds = Double.NaN;

    /** Counters of the machine of that /sys; without one, names of devices must tell. */
    HostCounters(@Nullable SysDevices sys) {
        disks = new DeviceCounters(HostFigure.Scope.DISK, new DiskRule(sys));
        interfaces = new DeviceCounters(HostFigure.Scope.INTERFACE, new InterfaceRule(sys));
    }

    void begin() {
        cpus.begin();
        disks.begin();
        interfaces.begin();
    }

    /** Ends a scrape that is whole; reports the sums. */
    void end(long atMillis, HostReadings to) {
        if (Double.isNaN(startSeconds)) {
            startSeconds = atMillis / MILLIS_PER_SECOND;
        }
        int cores = cpus.count();
        cpus.end();
        if (cores > 0) {
            to.set(HostFigure.CPU_CORES, cores);
            to.set(HostFigure.CPU_BUSY_SECONDS_TOTAL, cpus.busySeconds());
            to.set(HostFigure.CPU_TOTAL_SECONDS_TOTAL, cpus.totalSeconds());
        }
        disks.end(to);
        interfaces.end(to);
        to.set(HostFigure.COUNTERS_START_SECONDS, startSeconds);
    }

    /** Begins to count anew, with the next scrape. */
    void startAnew() {
        startSeconds = Double.NaN;
        cpus.startAnew();
        disks.startAnew();
        interfaces.startAnew();
    }

    CpuCounters cpus() {
        return cpus;
    }

    DeviceCounters disks() {
        return disks;
    }

    DeviceCounters interfaces() {
        return interfaces;
    }
}
