package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;
import io.nodepulse.agent.procfs.ProcFiles;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The figures of a host that are sent, by the payload's field names, and where each is read: its
 * metric of node_exporter, and its line of /proc/meminfo. What has neither is computed, or read
 * from another file. {@code HostMetric} on the server's side has the same ones, and says what they
 * are.
 *
 * <p>CPU seconds by mode count since boot, as the kernel or the exporter sums them up. The two
 * totals of CPU time and those of disks and networks are the agent's own sums, since {@link
 * #COUNTERS_START_SECONDS}, in seconds since 1970: another start means that they are not to be
 * compared with those before.
 */
@SuppressWarnings("ImmutableEnumChecker") // The arrays are never handed out to be written to.
enum HostFigure {
    CPU_IDLE_SECONDS,
    CPU_IOWAIT_SECONDS,
    CPU_SYSTEM_SECONDS,
    CPU_USER_SECONDS,
    CPU_STEAL_SECONDS,
    CPU_CORES,
    MEMORY_TOTAL_BYTES("node_memory_MemTotal_bytes", "MemTotal:"),
    MEMORY_AVAILABLE_BYTES("node_memory_MemAvailable_bytes", "MemAvailable:"),
    MEMORY_FREE_BYTES("node_memory_MemFree_bytes", "MemFree:"),
    MEMORY_CACHED_BYTES("node_memory_Cached_bytes", "Cached:"),
    MEMORY_BUFFERS_BYTES("node_memory_Buffers_bytes", "Buffers:"),
    MEMORY_ACTIVE_BYTES("node_memory_Active_bytes", "Active:"),
    MEMORY_INACTIVE_BYTES("node_memory_Inactive_bytes", "Inactive:"),
    SWAP_TOTAL_BYTES("node_memory_SwapTotal_bytes", "SwapTotal:"),
    SWAP_FREE_BYTES("node_memory_SwapFree_bytes", "SwapFree:"),
    SWAP_CACHED_BYTES("node_memory_SwapCached_bytes", "SwapCached:"),
    DISK_TOTAL_BYTES(Scope.ROOT_FILE_SYSTEM, "node_filesystem_size_bytes"),
    DISK_FREE_BYTES(Scope.ROOT_FILE_SYSTEM, "node_filesystem_free_bytes"),
    DISK_AVAILABLE_BYTES(Scope.ROOT_FILE_SYSTEM, "node_filesystem_avail_bytes"),
    DISK_READS_COMPLETED_TOTAL(Scope.DISK, "node_disk_reads_completed_total"),
    DISK_WRITES_COMPLETED_TOTAL(Scope.DISK, "node_disk_writes_completed_total"),
    DISK_READ_BYTES_TOTAL(Scope.DISK, "node_disk_read_bytes_total"),
    DISK_WRITTEN_BYTES_TOTAL(Scope.DISK, "node_disk_written_bytes_total"),
    DISK_IO_TIME_SECONDS_TOTAL(Scope.DISK, "node_disk_io_time_seconds_total"),
    NETWORK_RECEIVE_BYTES_TOTAL(Scope.INTERFACE, "node_network_receive_bytes_total"),
    NETWORK_TRANSMIT_BYTES_TOTAL(Scope.INTERFACE, "node_network_transmit_bytes_total"),
    NETWORK_RECEIVE_PACKETS_TOTAL(Scope.INTERFACE, "node_network_receive_packets_total"),
    NETWORK_TRANSMIT_PACKETS_TOTAL(Scope.INTERFACE, "node_network_transmit_packets_total"),
    NETWORK_RECEIVE_ERRS_TOTAL(Scope.INTERFACE, "node_network_receive_errs_total"),
    NETWORK_TRANSMIT_ERRS_TOTAL(Scope.INTERFACE, "node_network_transmit_errs_total"),
    NETWORK_RECEIVE_DROP_TOTAL(Scope.INTERFACE, "node_network_receive_drop_total"),
    NETWORK_TRANSMIT_DROP_TOTAL(Scope.INTERFACE, "node_network_transmit_drop_total"),
    LOAD_1MIN(Scope.HOST, "node_load1"),
    LOAD_5MIN(Scope.HOST, "node_load5"),
    LOAD_15MIN(Scope.HOST, "node_load15"),
    PROCESSES_RUNNING(Scope.HOST, "node_procs_running"),
    PROCESSES_BLOCKED(Scope.HOST, "node_procs_blocked"),
    PROCESSES_TOTAL(Scope.HOST, "node_processes_pids"),
    UPTIME_SECONDS,
    CPU_BUSY_SECONDS_TOTAL,
    CPU_TOTAL_SECONDS_TOTAL,
    COUNTERS_START_SECONDS,
    OOM_KILLS_TOTAL(Scope.HOST, "node_vmstat_oom_kill");

    /** Which of a metric's samples count. */
    enum Scope {
        HOST,
        ROOT_FILE_SYSTEM,
        DISK,
        INTERFACE
    }

    private static final HostFigure[] ALL = values();

    private final String field = name().toLowerCase(Locale.ROOT);
    private final Scope scope;
    private final byte @Nullable [] metric;
    private final byte @Nullable [] memoryKey;

    HostFigure() {
        this(Scope.HOST, null, null);
    }

    HostFigure(Scope scope, String metric) {
        this(scope, metric, null);
    }

    HostFigure(String metric, String memoryKey) {
        this(Scope.HOST, metric, memoryKey);
    }

    HostFigure(Scope scope, @Nullable String metric, @Nullable String memoryKey) {
        this.scope = scope;
        this.metric = metric == null ? null : metric.getBytes(US_ASCII);
        this.memoryKey = memoryKey == null ? null : memoryKey.getBytes(US_ASCII);
    }

    /** The figure of that sample's metric, or null where it maps to no single figure. */
    static @Nullable HostFigure of(Sample sample) {
        for (HostFigure figure : ALL) {
            byte[] metric = figure.metric;
            if (metric != null && sample.nameIs(metric)) {
                return figure;
            }
        }
        return null;
    }

    /** The figure of the line of /proc/meminfo that the files stand at, past its key; or null. */
    static @Nullable HostFigure ofMemory(ProcFiles meminfo) {
        for (HostFigure figure : ALL) {
            byte[] key = figure.memoryKey;
            if (key != null && meminfo.skip(key)) {
                return figure;
            }
        }
        return null;
    }

    /** The figures that metrics of that scope are sent as, in their order. */
    static List<HostFigure> in(Scope scope) {
        List<HostFigure> figures = new ArrayList<>();
        for (HostFigure figure : ALL) {
            if (figure.metric != null && figure.scope == scope) {
                figures.add(figure);
            }
        }
        return figures;
    }

    /** The name in the payload. */
    String field() {
        return field;
    }

    /** Which samples of its metric count. */
    Scope scope() {
        return scope;
    }
}
