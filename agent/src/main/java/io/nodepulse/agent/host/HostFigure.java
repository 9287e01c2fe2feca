package io.nodepulse.agent.host;

import java.util.Locale;

/**
 * The figures of a host that are sent, by the payload's field names. What ends in {@code _total}
 * and CPU seconds are counters, the rest are gauges.
 *
 * <p>CPU seconds by mode count since boot, as the kernel or the exporter sums them up. The two
 * totals of CPU time and those of disks and networks are the agent's own sums, since {@link
 * #COUNTERS_START_SECONDS}, in seconds since 1970: another start means that they are not to be
 * compared with those before.
 */
enum HostFigure {
    CPU_IDLE_SECONDS,
    CPU_IOWAIT_SECONDS,
    CPU_SYSTEM_SECONDS,
    CPU_USER_SECONDS,
    CPU_STEAL_SECONDS,
    CPU_CORES,
    MEMORY_TOTAL_BYTES,
    MEMORY_AVAILABLE_BYTES,
    MEMORY_FREE_BYTES,
    MEMORY_CACHED_BYTES,
    MEMORY_BUFFERS_BYTES,
    MEMORY_ACTIVE_BYTES,
    MEMORY_INACTIVE_BYTES,
    SWAP_TOTAL_BYTES,
    SWAP_FREE_BYTES,
    SWAP_CACHED_BYTES,
    DISK_TOTAL_BYTES,
    DISK_FREE_BYTES,
    DISK_AVAILABLE_BYTES,
    DISK_READS_COMPLETED_TOTAL,
    DISK_WRITES_COMPLETED_TOTAL,
    DISK_READ_BYTES_TOTAL,
    DISK_WRITTEN_BYTES_TOTAL,
    DISK_IO_TIME_SECONDS_TOTAL,
    NETWORK_RECEIVE_BYTES_TOTAL,
    NETWORK_TRANSMIT_BYTES_TOTAL,
    NETWORK_RECEIVE_PACKETS_TOTAL,
    NETWORK_TRANSMIT_PACKETS_TOTAL,
    NETWORK_RECEIVE_ERRS_TOTAL,
    NETWORK_TRANSMIT_ERRS_TOTAL,
    NETWORK_RECEIVE_DROP_TOTAL,
    NETWORK_TRANSMIT_DROP_TOTAL,
    LOAD_1MIN,
    LOAD_5MIN,
    LOAD_15MIN,
    PROCESSES_RUNNING,
    PROCESSES_BLOCKED,
    PROCESSES_TOTAL,
    UPTIME_SECONDS,
    CPU_BUSY_SECONDS_TOTAL,
    CPU_TOTAL_SECONDS_TOTAL,
    COUNTERS_START_SECONDS;

    private final String field = name().toLowerCase(Locale.ROOT);

    /** The name in the payload. */
    String field() {
        return field;
    }
}
