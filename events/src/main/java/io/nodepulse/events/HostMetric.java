package io.nodepulse.events;

import static io.nodepulse.events.Figure.Type.REAL;
import static io.nodepulse.events.Figure.Type.WHOLE;
import static io.nodepulse.events.Figure.Unit.BYTES;
import static io.nodepulse.events.Figure.Unit.COUNT;
import static io.nodepulse.events.Figure.Unit.SECONDS;
import static io.nodepulse.events.Figure.counter;
import static io.nodepulse.events.Figure.gauge;

/**
 * The host figures that are kept: the one table of them. The order is that of columns; a new one
 * comes last.
 *
 * <p>Counters count since boot, or since a time of the agent's choice: where {@link
 * #COUNTERS_START_SECONDS}, in seconds since 1970, is there, those of disks and networks and the
 * two totals of CPU time are only to be compared with counters of the same start. {@link
 * #CPU_TOTAL_SECONDS_TOTAL} is the time of all CPUs that were there, {@link
 * #CPU_BUSY_SECONDS_TOTAL} the part that was neither idle nor waiting for I/O.
 */
public enum HostMetric implements Metric {
    CPU_IDLE_SECONDS(counter(1, "cpu_idle_seconds", SECONDS, REAL)),
    CPU_IOWAIT_SECONDS(counter(2, "cpu_iowait_seconds", SECONDS, REAL)),
    CPU_SYSTEM_SECONDS(counter(3, "cpu_system_seconds", SECONDS, REAL)),
    CPU_USER_SECONDS(counter(4, "cpu_user_seconds", SECONDS, REAL)),
    CPU_STEAL_SECONDS(counter(5, "cpu_steal_seconds", SECONDS, REAL)),
    CPU_CORES(gauge(6, "cpu_cores", COUNT, WHOLE)),
    MEMORY_TOTAL_BYTES(gauge(7, "memory_total_bytes", BYTES, WHOLE)),
    MEMORY_AVAILABLE_BYTES(gauge(8, "memory_available_bytes", BYTES, WHOLE)),
    MEMORY_FREE_BYTES(gauge(9, "memory_free_bytes", BYTES, WHOLE)),
    MEMORY_CACHED_BYTES(gauge(10, "memory_cached_bytes", BYTES, WHOLE)),
    MEMORY_BUFFERS_BYTES(gauge(11, "memory_buffers_bytes", BYTES, WHOLE)),
    MEMORY_ACTIVE_BYTES(gauge(12, "memory_active_bytes", BYTES, WHOLE)),
    MEMORY_INACTIVE_BYTES(gauge(13, "memory_inactive_bytes", BYTES, WHOLE)),
    SWAP_TOTAL_BYTES(gauge(14, "swap_total_bytes", BYTES, WHOLE)),
    SWAP_FREE_BYTES(gauge(15, "swap_free_bytes", BYTES, WHOLE)),
    SWAP_CACHED_BYTES(gauge(16, "swap_cached_bytes", BYTES, WHOLE)),
    DISK_TOTAL_BYTES(gauge(17, "disk_total_bytes", BYTES, WHOLE)),
    DISK_FREE_BYTES(gauge(18, "disk_free_bytes", BYTES, WHOLE)),
    DISK_AVAILABLE_BYTES(gauge(19, "disk_available_bytes", BYTES, WHOLE)),
    DISK_READS_COMPLETED_TOTAL(counter(20, "disk_reads_completed_total", COUNT, WHOLE)),
    DISK_WRITES_COMPLETED_TOTAL(counter(21, "disk_writes_completed_total", COUNT, WHOLE)),
    DISK_READ_BYTES_TOTAL(counter(22, "disk_read_bytes_total", BYTES, WHOLE)),
    DISK_WRITTEN_BYTES_TOTAL(counter(23, "disk_written_bytes_total", BYTES, WHOLE)),
    DISK_IO_TIME_SECONDS_TOTAL(counter(24, "disk_io_time_seconds_total", SECONDS, REAL)),
    NETWORK_RECEIVE_BYTES_TOTAL(counter(25, "network_receive_bytes_total", BYTES, WHOLE)),
    NETWORK_TRANSMIT_BYTES_TOTAL(counter(26, "network_transmit_bytes_total", BYTES, WHOLE)),
    NETWORK_RECEIVE_PACKETS_TOTAL(counter(27, "network_receive_packets_total", COUNT, WHOLE)),
    NETWORK_TRANSMIT_PACKETS_TOTAL(counter(28, "network_transmit_packets_total", COUNT, WHOLE)),
    NETWORK_RECEIVE_ERRS_TOTAL(counter(29, "network_receive_errs_total", COUNT, WHOLE)),
    NETWORK_TRANSMIT_ERRS_TOTAL(counter(30, "network_transmit_errs_total", COUNT, WHOLE)),
    NETWORK_RECEIVE_DROP_TOTAL(counter(31, "network_receive_drop_total", COUNT, WHOLE)),
    NETWORK_TRANSMIT_DROP_TOTAL(counter(32, "network_transmit_drop_total", COUNT, WHOLE)),
    LOAD_1MIN(gauge(33, "load_1min", COUNT, REAL)),
    LOAD_5MIN(gauge(34, "load_5min", COUNT, REAL)),
    LOAD_15MIN(gauge(35, "load_15min", COUNT, REAL)),
    PROCESSES_RUNNING(gauge(36, "processes_running", COUNT, WHOLE)),
    PROCESSES_BLOCKED(gauge(37, "processes_blocked", COUNT, WHOLE)),
    PROCESSES_TOTAL(gauge(38, "processes_total", COUNT, WHOLE)),
    UPTIME_SECONDS(gauge(39, "uptime_seconds", SECONDS, REAL)),
    CPU_BUSY_SECONDS_TOTAL(counter(40, "cpu_busy_seconds_total", SECONDS, REAL)),
    CPU_TOTAL_SECONDS_TOTAL(counter(41, "cpu_total_seconds_total", SECONDS, REAL)),
    COUNTERS_START_SECONDS(gauge(42, "counters_start_seconds", SECONDS, REAL)),
    OOM_KILLS_TOTAL(counter(43, "oom_kills_total", COUNT, WHOLE));

    private final Figure figure;

    HostMetric(Figure figure) {
        this.figure = figure;
    }

    @Override
    public Figure figure() {
        return figure;
    }
}
