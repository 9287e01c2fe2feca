package io.nodepulse.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The host figures that are kept, by the names of the ingest payload. {@code _total} and CPU
 * seconds are counters, the rest are gauges. The code is what the wire format stores: it never
 * changes and is never used again.
 *
 * <p>Counters count since boot, or since a time of the agent's choice: where {@link
 * #COUNTERS_START_SECONDS}, in seconds since 1970, is there, those of disks and networks and the
 * two totals of CPU time are only to be compared with counters of the same start. {@link
 * #CPU_TOTAL_SECONDS_TOTAL} is the time of all CPUs that were there, {@link
 * #CPU_BUSY_SECONDS_TOTAL} the part that was neither idle nor waiting for I/O.
 */
public enum HostMetric {
    CPU_IDLE_SECONDS(1, "cpu_idle_seconds"),
    CPU_IOWAIT_SECONDS(2, "cpu_iowait_seconds"),
    CPU_SYSTEM_SECONDS(3, "cpu_system_seconds"),
    CPU_USER_SECONDS(4, "cpu_user_seconds"),
    CPU_STEAL_SECONDS(5, "cpu_steal_seconds"),
    CPU_CORES(6, "cpu_cores"),
    MEMORY_TOTAL_BYTES(7, "memory_total_bytes"),
    MEMORY_AVAILABLE_BYTES(8, "memory_available_bytes"),
    MEMORY_FREE_BYTES(9, "memory_free_bytes"),
    MEMORY_CACHED_BYTES(10, "memory_cached_bytes"),
    MEMORY_BUFFERS_BYTES(11, "memory_buffers_bytes"),
    MEMORY_ACTIVE_BYTES(12, "memory_active_bytes"),
    MEMORY_INACTIVE_BYTES(13, "memory_inactive_bytes"),
    SWAP_TOTAL_BYTES(14, "swap_total_bytes"),
    SWAP_FREE_BYTES(15, "swap_free_bytes"),
    SWAP_CACHED_BYTES(16, "swap_cached_bytes"),
    DISK_TOTAL_BYTES(17, "disk_total_bytes"),
    DISK_FREE_BYTES(18, "disk_free_bytes"),
    DISK_AVAILABLE_BYTES(19, "disk_available_bytes"),
    DISK_READS_COMPLETED_TOTAL(20, "disk_reads_completed_total"),
    DISK_WRITES_COMPLETED_TOTAL(21, "disk_writes_completed_total"),
    DISK_READ_BYTES_TOTAL(22, "disk_read_bytes_total"),
    DISK_WRITTEN_BYTES_TOTAL(23, "disk_written_bytes_total"),
    DISK_IO_TIME_SECONDS_TOTAL(24, "disk_io_time_seconds_total"),
    NETWORK_RECEIVE_BYTES_TOTAL(25, "network_receive_bytes_total"),
    NETWORK_TRANSMIT_BYTES_TOTAL(26, "network_transmit_bytes_total"),
    NETWORK_RECEIVE_PACKETS_TOTAL(27, "network_receive_packets_total"),
    NETWORK_TRANSMIT_PACKETS_TOTAL(28, "network_transmit_packets_total"),
    NETWORK_RECEIVE_ERRS_TOTAL(29, "network_receive_errs_total"),
    NETWORK_TRANSMIT_ERRS_TOTAL(30, "network_transmit_errs_total"),
    NETWORK_RECEIVE_DROP_TOTAL(31, "network_receive_drop_total"),
    NETWORK_TRANSMIT_DROP_TOTAL(32, "network_transmit_drop_total"),
    LOAD_1MIN(33, "load_1min"),
    LOAD_5MIN(34, "load_5min"),
    LOAD_15MIN(35, "load_15min"),
    PROCESSES_RUNNING(36, "processes_running"),
    PROCESSES_BLOCKED(37, "processes_blocked"),
    PROCESSES_TOTAL(38, "processes_total"),
    UPTIME_SECONDS(39, "uptime_seconds"),
    CPU_BUSY_SECONDS_TOTAL(40, "cpu_busy_seconds_total"),
    CPU_TOTAL_SECONDS_TOTAL(41, "cpu_total_seconds_total"),
    COUNTERS_START_SECONDS(42, "counters_start_seconds");

    private static final Map<String, HostMetric> BY_FIELD =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(HostMetric::field, Function.identity()));
    private static final Map<Integer, HostMetric> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(HostMetric::code, Function.identity()));

    private final int code;
    private final String field;

    HostMetric(int code, String field) {
        this.code = code;
        this.field = field;
    }

    /** The number that stands for this metric in the wire format. */
    public int code() {
        return code;
    }

    /** The metric's name in the ingest payload. */
    public String field() {
        return field;
    }

    /** The metric of that payload field, if it is one that is kept. */
    public static Optional<HostMetric> ofField(String field) {
        return Optional.ofNullable(BY_FIELD.get(field));
    }

    /** The metric of that wire code, if this version knows it. */
    public static Optional<HostMetric> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
