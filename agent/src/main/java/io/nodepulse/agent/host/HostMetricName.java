package io.nodepulse.agent.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nodepulse.agent.exposition.Sample;

import org.jspecify.annotations.Nullable;

/** The metrics of node_exporter that map to one figure each, over all samples in their scope. */
@SuppressWarnings("ImmutableEnumChecker") // The array is never handed out.
enum HostMetricName {
    MEMORY_TOTAL("node_memory_MemTotal_bytes", HostFigure.MEMORY_TOTAL_BYTES),
    MEMORY_AVAILABLE("node_memory_MemAvailable_bytes", HostFigure.MEMORY_AVAILABLE_BYTES),
    MEMORY_FREE("node_memory_MemFree_bytes", HostFigure.MEMORY_FREE_BYTES),
    MEMORY_CACHED("node_memory_Cached_bytes", HostFigure.MEMORY_CACHED_BYTES),
    MEMORY_BUFFERS("node_memory_Buffers_bytes", HostFigure.MEMORY_BUFFERS_BYTES),
    MEMORY_ACTIVE("node_memory_Active_bytes", HostFigure.MEMORY_ACTIVE_BYTES),
    MEMORY_INACTIVE("node_memory_Inactive_bytes", HostFigure.MEMORY_INACTIVE_BYTES),
    SWAP_TOTAL("node_memory_SwapTotal_bytes", HostFigure.SWAP_TOTAL_BYTES),
    SWAP_FREE("node_memory_SwapFree_bytes", HostFigure.SWAP_FREE_BYTES),
    SWAP_CACHED("node_memory_SwapCached_bytes", HostFigure.SWAP_CACHED_BYTES),
    LOAD_1("node_load1", HostFigure.LOAD_1MIN),
    LOAD_5("node_load5", HostFigure.LOAD_5MIN),
    LOAD_15("node_load15", HostFigure.LOAD_15MIN),
    PROCS_RUNNING("node_procs_running", HostFigure.PROCESSES_RUNNING),
    PROCS_BLOCKED("node_procs_blocked", HostFigure.PROCESSES_BLOCKED),
    PROCESSES_PIDS("node_processes_pids", HostFigure.PROCESSES_TOTAL),

    FILESYSTEM_SIZE("node_filesystem_size_bytes", HostFigure.DISK_TOTAL_BYTES),
    FILESYSTEM_FREE("node_filesystem_free_bytes", HostFigure.DISK_FREE_BYTES),
    FILESYSTEM_AVAIL("node_filesystem_avail_bytes", HostFigure.DISK_AVAILABLE_BYTES),

    DISK_READS("node_disk_reads_completed_total", HostFigure.DISK_READS_COMPLETED_TOTAL),
    DISK_WRITES("node_disk_writes_completed_total", HostFigure.DISK_WRITES_COMPLETED_TOTAL),
    DISK_READ_BYTES("node_disk_read_bytes_total", HostFigure.DISK_READ_BYTES_TOTAL),
    DISK_WRITTEN_BYTES("node_disk_written_bytes_total", HostFigure.DISK_WRITTEN_BYTES_TOTAL),
    DISK_IO_TIME("node_disk_io_time_seconds_total", HostFigure.DISK_IO_TIME_SECONDS_TOTAL),

    RECEIVE_BYTES("node_network_receive_bytes_total", HostFigure.NETWORK_RECEIVE_BYTES_TOTAL),
    RECEIVE_PACKETS("node_network_receive_packets_total", HostFigure.NETWORK_RECEIVE_PACKETS_TOTAL),
    RECEIVE_ERRS("node_network_receive_errs_total", HostFigure.NETWORK_RECEIVE_ERRS_TOTAL),
    RECEIVE_DROP("node_network_receive_drop_total", HostFigure.NETWORK_RECEIVE_DROP_TOTAL),
    TRANSMIT_BYTES("node_network_transmit_bytes_total", HostFigure.NETWORK_TRANSMIT_BYTES_TOTAL),
    TRANSMIT_PACKETS(
            "node_network_transmit_packets_total", HostFigure.NETWORK_TRANSMIT_PACKETS_TOTAL),
    TRANSMIT_ERRS("node_network_transmit_errs_total", HostFigure.NETWORK_TRANSMIT_ERRS_TOTAL),
    TRANSMIT_DROP("node_network_transmit_drop_total", HostFigure.NETWORK_TRANSMIT_DROP_TOTAL);

    /** Which of a metric's samples count. */
    enum Scope {
        HOST,
        ROOT_FILE_SYSTEM,
        DISK,
        INTERFACE
    }

    private static final HostMetricName[] ALL = values();

    private final byte[] metric;
    private final HostFigure figure;
    private final Scope scope;

    HostMetricName(String metric, HostFigure figure) {
        this.metric = metric.getBytes(US_ASCII);
        this.figure = figure;
        this.scope = scopeOf(metric);
    }

    private static Scope scopeOf(String metric) {
        if (metric.startsWith("node_filesystem_")) {
            return Scope.ROOT_FILE_SYSTEM;
        }
        if (metric.startsWith("node_disk_")) {
            return Scope.DISK;
        }
        return metric.startsWith("node_network_") ? Scope.INTERFACE : Scope.HOST;
    }

    /** The metric of that sample, or null where it maps to no single figure. */
    static @Nullable HostMetricName of(Sample sample) {
        for (HostMetricName name : ALL) {
            if (sample.nameIs(name.metric)) {
                return name;
            }
        }
        return null;
    }

    HostFigure figure() {
        return figure;
    }

    Scope scope() {
        return scope;
    }
}
