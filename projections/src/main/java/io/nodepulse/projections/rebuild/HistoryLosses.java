package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.partition.ProjectionTable.Days;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Whether a rebuild would lose scrapes, or buckets of them: the projections may keep those for
 * longer than the event store keeps its events.
 */
final class HistoryLosses {

    /** ReadModelRetention goes by minutes there and by days here. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private static final String OLDEST_DAY =
            "SELECT min(day) FROM admiral.partitions WHERE parent = ?::regclass";

    /** The first day of each server; buckets begin with it in the key. */
    private static final String OLDEST_CLOSED_DAY =
            """
            SELECT min(first.last_scrape_at)
            FROM admiral.servers server
            CROSS JOIN LATERAL (
                SELECT day.last_scrape_at
                FROM admiral.%s day
                WHERE day.server_key = server.server_key AND day.tier_minutes = 1440
                ORDER BY day.bucket_start
                LIMIT 1) AS first
            WHERE cardinality(?::uuid[]) = 0 OR server.server_id = ANY (?::uuid[])""";

    private static final String OLDEST_DAY_OF_SERVERS =
            """
            SELECT min((scraped_at AT TIME ZONE 'UTC')::date)
            FROM %s JOIN admiral.servers server USING (server_key)
            WHERE server.server_id = ANY (?::uuid[])""";

    private final ReadModel model;
    private final EventShards shards;
    private final PartServers servers;

    HistoryLosses(ReadModel model, EventShards shards, PartServers servers) {
        this.model = model;
        this.shards = shards;
        this.servers = servers;
    }

    /**
     * @throws HistoryLossException if it would
     */
    void check(ProjectionKind kind, RebuildScope scope) {
        Optional<Instant> events = oldestAfterTrimming(scope);
        Optional<Instant> tables = oldestOf(kind, scope);
        if (events.isPresent()
                && tables.isPresent()
                && tables.get().plus(TOLERANCE).isBefore(events.get())) {
            throw new HistoryLossException(kind.name(), tables.get(), events.get());
        }
    }

    /** Time of the oldest scrape of the event store; empty if it has removed none yet. */
    private Optional<Instant> oldestAfterTrimming(RebuildScope scope) {
        return scope.in(shards).stream()
                .flatMap(shard -> shards.oldestAfterTrimming(shard).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<Instant> oldestOf(ProjectionKind kind, RebuildScope scope) {
        Optional<Instant> oldest = oldestOf(kind, scope.servers());
        @Nullable RebuiltRange range = servers.rounded(scope, kind);
        return range == null
                ? oldest
                : oldest.filter(at -> at.isBefore(range.to()))
                        .map(at -> at.isBefore(range.from()) ? range.from() : at);
    }

    /** The oldest that the tables hold, of scrapes or of closed days. */
    private Optional<Instant> oldestOf(ProjectionKind kind, List<UUID> of) {
        Optional<Instant> scrapes = oldestScrapes(kind, of);
        Optional<Instant> days =
                kind.tables().stream()
                        .filter(table -> table.days() == Days.OF_DAYS)
                        .findFirst()
                        .flatMap(table -> oldestDay(table, of));
        return Stream.concat(scrapes.stream(), days.stream()).min(Comparator.naturalOrder());
    }

    private Optional<Instant> oldestDay(ProjectionTable table, List<UUID> of) {
        return model.jdbc()
                .query(
                        OLDEST_CLOSED_DAY.formatted(table.name()),
                        statement -> {
                            SqlArrays.set(statement, 1, of);
                            SqlArrays.set(statement, 2, of);
                        },
                        (row, n) -> Optional.ofNullable(row.getTimestamp(1)))
                .getFirst()
                .map(Timestamp::toInstant);
    }

    /** End of the oldest day of scrapes that the tables hold; days are what they are kept by. */
    private Optional<Instant> oldestScrapes(ProjectionKind kind, List<UUID> of) {
        LocalDate oldest = model.retention().oldestDay();
        return kind.tables().stream()
                .filter(table -> table.days() == Days.OF_SCRAPE)
                .findFirst()
                .map(table -> ReadModel.SERVED + "." + table.name())
                .flatMap(table -> oldestDayOf(table, of))
                .map(day -> day.isBefore(oldest) ? oldest : day)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Optional<LocalDate> oldestDayOf(String table, List<UUID> of) {
        if (of.isEmpty()) {
            return Optional.ofNullable(
                    model.jdbc().queryForObject(OLDEST_DAY, LocalDate.class, table));
        }
        return model.jdbc()
                .query(
                        OLDEST_DAY_OF_SERVERS.formatted(table),
                        statement -> SqlArrays.set(statement, 1, of),
                        (row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .getFirst();
    }
}
