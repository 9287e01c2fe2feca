package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Compares what a dry run has made with what serves, server by server: no statement grows with the
 * number of servers, and no call lasts for much longer than {@link #LONGEST_CALL}. Thread-safe.
 */
record RebuildComparison(JdbcTemplate jdbc, PartServers servers) {

    /** A caller waits for so long, and asks for the next servers then. */
    static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    /**
     * Of all servers together, about so many scrapes of processes are unpacked, or a few of each.
     */
    private static final int UNPACKED_SCRAPES = 20_000;

    private static final int UNPACKED_OF_SERVER = 20;

    /**
     * What differs of the servers that follow on that one.
     *
     * @param after null to begin with the first one
     */
    ComparedServers of(ProjectionKind kind, RebuildScope scope, @Nullable UUID after) {
        long end = System.nanoTime() + LONGEST_CALL.toNanos();
        int total = servers.count(scope);
        int unpacked = Math.max(UNPACKED_SCRAPES / Math.max(total, 1), UNPACKED_OF_SERVER);
        ServerComparison comparison = new ServerComparison(jdbc, kind, unpacked);
        Map<ProjectionTable, TableComparison> tables = new LinkedHashMap<>();
        compared(kind, scope).forEach(each -> tables.put(each, TableComparison.none(each.name())));
        int compared = 0;
        @Nullable UUID last = after;
        List<PartServer> next = servers.after(last, scope);
        while (!next.isEmpty()) {
            for (PartServer server : next) {
                @Nullable RebuiltRange range = server.rounded(scope, kind.unit());
                tables.replaceAll((table, sum) -> sum.with(comparison.of(table, server, range)));
                compared++;
                last = server.id();
                if (System.nanoTime() - end > 0) {
                    return new ComparedServers(List.copyOf(tables.values()), compared, total, last);
                }
            }
            next = servers.after(last, scope);
        }
        return new ComparedServers(List.copyOf(tables.values()), compared, total, null);
    }

    /** Without scrapes as they came there is nothing to compare those with that are served. */
    private static List<ProjectionTable> compared(ProjectionKind kind, RebuildScope scope) {
        return kind.tables().stream()
                .filter(ProjectionTable::isPartitioned)
                .filter(table -> scope.raw() || table.isOfBuckets())
                .toList();
    }
}
