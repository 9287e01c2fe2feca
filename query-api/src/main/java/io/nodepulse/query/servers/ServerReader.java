package io.nodepulse.query.servers;

import io.nodepulse.query.answer.Figures;
import io.nodepulse.query.readmodel.CpuRates;
import io.nodepulse.query.readmodel.GroupedBy;
import io.nodepulse.query.readmodel.KnownServer;
import io.nodepulse.query.readmodel.LiveColumn;
import io.nodepulse.query.readmodel.PackedCells;
import io.nodepulse.query.readmodel.ProcessDictionary;
import io.nodepulse.query.readmodel.SparseCells;
import io.nodepulse.query.usage.UsageMetric;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads servers with their latest figures. */
final class ServerReader {

    private static final String SERVERS =
            """
            SELECT server.server_key, server.server_id, server.name, server.tags, server.registered_at,
                   live.as_of, live.cells, host.scraped_at,
                   coalesce(live.interval_ms, host.interval_ms) AS interval_ms,
                   host.cpu_history, host.cpu_history_until, %s
            FROM admiral.servers server
            LEFT JOIN admiral.process_live live USING (server_key)
            LEFT JOIN admiral.host_live host USING (server_key)
            WHERE server.server_key = ANY (?::integer[]) AND server.removed_at IS NULL
            """
                    .formatted(
                            hostColumns(
                                    Stream.concat(
                                            ShownFigures.columns(ShownFigures.TABLE.list()),
                                            MemoryUsed.COLUMNS.stream())));

    private static final String HOST_DETAIL =
            """
            SELECT %s
            FROM (VALUES (?::integer)) AS asked (server_key)
            LEFT JOIN admiral.host_live host USING (server_key)
            """
                    .formatted(hostColumns(ShownFigures.columns(ShownFigures.TABLE.detail())));

    private static final String LIVE_FIGURES =
            "SELECT figures FROM admiral.%s_live WHERE server_key = ?";

    private static final String LIVE_GROUPS =
            "SELECT EXISTS (SELECT FROM admiral.%s_live WHERE server_key = ?)";

    private final DSLContext sql;
    private final ProcessDictionary names;

    ServerReader(DSLContext sql, ProcessDictionary names) {
        this.sql = sql;
        this.names = names;
    }

    /** Those of the servers that there are. */
    List<ServerRow> read(Collection<Integer> keys) {
        return sql.resultQuery(SERVERS, (Object) keys.toArray(Integer[]::new)).fetch(this::row);
    }

    /** The one of them; empty where it was removed just now. */
    Optional<ServerRow> read(KnownServer server) {
        return read(List.of(server.key())).stream().findFirst();
    }

    private static String hostColumns(Stream<String> names) {
        return names.distinct().map(name -> "host." + name).collect(Collectors.joining(", "));
    }

    HostFigures hostDetail(KnownServer server) {
        return sql.resultQuery(HOST_DETAIL, server.key())
                .fetchSingle(row -> HostFigures.of(ShownFigures.TABLE.detail(), row));
    }

    /** What its groups of that kind can be ranked by, as calls name it. */
    List<String> metrics(KnownServer server, GroupedBy by) {
        SparseCells figures =
                sql.resultQuery(LIVE_FIGURES.formatted(by.tables()), server.key())
                        .fetchOptional(0, byte[].class)
                        .map(SparseCells::new)
                        .orElse(null);
        return Arrays.stream(UsageMetric.values())
                .filter(metric -> isKnown(metric, figures))
                .map(UsageMetric::word)
                .toList();
    }

    /** What its processes are grouped by, as calls name it. */
    List<String> groupedBy(KnownServer server) {
        return Arrays.stream(GroupedBy.values())
                .filter(by -> by == GroupedBy.PROCESS || hasGroups(by, server))
                .map(GroupedBy::word)
                .toList();
    }

    private boolean hasGroups(GroupedBy by, KnownServer server) {
        return sql.resultQuery(LIVE_GROUPS.formatted(by.tables()), server.key())
                .fetchSingle(row -> row.get(0, Boolean.class));
    }

    private static boolean isKnown(UsageMetric metric, @Nullable SparseCells figures) {
        return metric.figures().stream()
                .allMatch(figure -> figures != null && figures.has(figure.code()));
    }

    double retentionDays() {
        return sql.resultQuery("SELECT extract(epoch FROM keep) / 86400 FROM admiral.retention")
                .fetchSingle(row -> row.get(0, Double.class));
    }

    private ServerRow row(Record row) {
        Integer intervalMillis = row.get("interval_ms", Integer.class);
        byte[] cells = row.get("cells", byte[].class);
        PackedCells live = cells == null ? null : new PackedCells(cells);
        Instant historyUntil = instant(row, "cpu_history_until");
        return new ServerRow(
                row.get("server_key", Integer.class),
                row.get("server_id", UUID.class),
                row.get("name", String.class),
                List.of(row.get("tags", String[].class)),
                instant(row, "registered_at"),
                instant(row, "as_of"),
                instant(row, "scraped_at"),
                intervalMillis == null ? null : Duration.ofMillis(intervalMillis),
                HostFigures.of(ShownFigures.TABLE.list(), row),
                historyUntil == null
                        ? null
                        : new CpuHistory(row.get("cpu_history", float[].class), historyUntil),
                live == null ? null : busiest(live),
                live == null ? new int[0] : nameKeys(live));
    }

    private static int[] nameKeys(PackedCells live) {
        return Arrays.stream(live.column(LiveColumn.NAME_KEY.ordinal()))
                .mapToInt(Math::toIntExact)
                .sorted()
                .toArray();
    }

    private @Nullable BusiestProcess busiest(PackedCells live) {
        long[] behind = live.column(LiveColumn.BEHIND_MILLIS.ordinal());
        long[] cpu = live.column(LiveColumn.CPU.ordinal());
        int busiest = -1;
        for (int i = 0; i < cpu.length; i++) {
            if (behind[i] == 0 && cpu[i] > 0 && (busiest < 0 || cpu[i] > cpu[busiest])) {
                busiest = i;
            }
        }
        if (busiest < 0) {
            return null;
        }
        int nameKey = (int) live.value(LiveColumn.NAME_KEY.ordinal(), busiest);
        return new BusiestProcess(
                names.names(new int[] {nameKey})[0],
                Figures.percent(CpuRates.percent(cpu[busiest])),
                Figures.mebibytes(live.value(LiveColumn.RESIDENT_BYTES.ordinal(), busiest)));
    }

    private static @Nullable Instant instant(Record row, String column) {
        OffsetDateTime time = row.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
