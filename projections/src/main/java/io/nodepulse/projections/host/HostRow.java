package io.nodepulse.projections.host;

import static io.nodepulse.events.HostMetric.DISK_READ_BYTES_TOTAL;
import static io.nodepulse.events.HostMetric.DISK_WRITTEN_BYTES_TOTAL;
import static io.nodepulse.events.HostMetric.NETWORK_RECEIVE_BYTES_TOTAL;
import static io.nodepulse.events.HostMetric.NETWORK_TRANSMIT_BYTES_TOTAL;

import io.nodepulse.events.HostMetric;
import io.nodepulse.projections.counter.CounterDelta;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One scrape of a host with what follows from it and the one before.
 *
 * @param serverKey the server
 * @param atMs when it was taken, in milliseconds since 1970
 * @param intervalMs milliseconds since the scrape before, null for the first and after a gap
 * @param figures as the exporter gave them
 * @param derived the figures of {@link #DERIVED}, in that order
 * @param history CPU up to and with this scrape
 */
record HostRow(
        int serverKey,
        long atMs,
        @Nullable Integer intervalMs,
        Map<HostMetric, Double> figures,
        List<OptionalDouble> derived,
        CpuAverages history) {

    /** Columns of derived figures. */
    static final List<String> DERIVED =
            List.of(
                    "cpu_percent",
                    "disk_read_bytes_per_second",
                    "disk_written_bytes_per_second",
                    "network_receive_bytes_per_second",
                    "network_transmit_bytes_per_second");

    private static final List<OptionalDouble> NOTHING_DERIVED =
            DERIVED.stream().map(column -> OptionalDouble.empty()).toList();

    /** The row of a scrape, which is newer than the one before if there is one. */
    static HostRow of(
            int serverKey, long atMs, Map<HostMetric, Double> figures, @Nullable HostRow before) {
        if (before == null) {
            return new HostRow(
                    serverKey, atMs, null, figures, NOTHING_DERIVED, CpuAverages.emptyAt(atMs));
        }
        long elapsedMs = atMs - before.atMs;
        if (!CounterDelta.isCovered(elapsedMs)) {
            CpuAverages history = before.history.movedTo(atMs);
            return new HostRow(serverKey, atMs, null, figures, NOTHING_DERIVED, history);
        }
        int intervalMs = (int) elapsedMs;
        HostInterval pair = new HostInterval(before.figures, figures, elapsedMs);
        OptionalDouble cpu = HostCpu.percent(pair);
        CpuAverages history =
                cpu.isPresent()
                        ? before.history.with(atMs, cpu.getAsDouble(), intervalMs)
                        : before.history.movedTo(atMs);
        List<OptionalDouble> derived =
                List.of(
                        cpu,
                        pair.perSecond(DISK_READ_BYTES_TOTAL),
                        pair.perSecond(DISK_WRITTEN_BYTES_TOTAL),
                        pair.perSecond(NETWORK_RECEIVE_BYTES_TOTAL),
                        pair.perSecond(NETWORK_TRANSMIT_BYTES_TOTAL));
        return new HostRow(serverKey, atMs, intervalMs, figures, derived, history);
    }
}
