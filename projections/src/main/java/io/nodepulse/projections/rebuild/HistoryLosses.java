package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable.Days;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProjectionKind;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Optional;
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
                FROM admiral.process_days day
                WHERE day.server_key = server.server_key AND day.tier_minutes = 1440
                ORDER BY day.bucket_start
                LIMIT 1) AS first""";

    private final ReadModel model;
    private final EventShards shards;

    HistoryLosses(ReadModel model, EventShards shards) {
        this.model = model;
        this.shards = shards;
    }

    /**
     * @throws HistoryLossException if it would
     */
    void check(ProjectionKind kind) {
        Optional<Instant> events = oldestAfterTrimming();
        Optional<Instant> tables = oldestOf(kind);
        if (events.isPresent()
                && tables.isPresent()
                && tables.get().plus(TOLERANCE).isBefore(events.get())) {
            throw new HistoryLossException(kind.name(), tables.get(), events.get());
        }
    }

    /** Time of the oldest scrape of the event store; empty if it has removed none yet. */
    private Optional<Instant> oldestAfterTrimming() {
        Optional<Instant> oldest = Optional.empty();
        for (int shard = 0; shard < shards.count(); shard++) {
            Optional<Instant> found = shards.oldestAfterTrimming(shard);
            if (found.isPresent() && oldest.filter(found.get()::isAfter).isEmpty()) {
                oldest = found;
            }
        }
        return oldest;
    }

    /** The oldest that the tables hold, of scrapes or of closed days. */
    private Optional<Instant> oldestOf(ProjectionKind kind) {
        Optional<Instant> scrapes = oldestScrapes(kind);
        Optional<Instant> days =
                kind.tables().stream().anyMatch(table -> table.days() == Days.OF_DAYS)
                        ? oldestDay()
                        : Optional.empty();
        return Stream.concat(scrapes.stream(), days.stream()).min(Comparator.naturalOrder());
    }

    private Optional<Instant> oldestDay() {
        return model.jdbc()
                .query(OLDEST_CLOSED_DAY, (row, n) -> Optional.ofNullable(row.getTimestamp(1)))
                .getFirst()
                .map(Timestamp::toInstant);
    }

    /** End of the oldest day of scrapes that the tables hold; days are what they are kept by. */
    private Optional<Instant> oldestScrapes(ProjectionKind kind) {
        LocalDate oldest = model.retention().oldestDay();
        return kind.tables().stream()
                .filter(table -> table.days() == Days.OF_SCRAPE)
                .findFirst()
                .map(table -> ReadModel.SERVED + "." + table.name())
                .map(table -> model.jdbc().queryForObject(OLDEST_DAY, LocalDate.class, table))
                .map(day -> day.isBefore(oldest) ? oldest : day)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
