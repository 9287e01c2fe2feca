package io.nodepulse.agent.host;

import java.util.Locale;

/**
 * The figures of a host that are sent, by the payload's field names. What ends in {@code _total}
 * and CPU seconds are counters since boot, the rest are gauges.
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
    UPTIME_SECONDS;

    private final String field = name().toLowerCase(Locale.ROOT);

    /** The name in the payload. */
    String field() {
        return field;
    }
}
