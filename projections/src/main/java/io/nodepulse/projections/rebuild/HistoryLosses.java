package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable.Days;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.EventShards;
import io.nodepulse.projections.stream.ProjectionKind;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Whether a rebuild would lose scrapes: the projections may be told to keep them for longer than
 * the event store keeps its events.
 */
final class HistoryLosses {

    /** ReadModelRetention goes by minutes there and by days here. */
    private static final Duration TOLERANCE = Duration.ofHours(1);

    private static final String OLDEST_DAY =
            "SELECT min(day) FROM admiral.partitions WHERE parent = ?::regclass";

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

    /** End of the oldest day of scrapes that the tables hold; days are what they are kept by. */
    private Optional<Instant> oldestOf(ProjectionKind kind) {
        return kind.tables().stream()
                .filter(table -> table.days() == Days.OF_SCRAPE)
                .findFirst()
                .map(table -> ReadModel.SERVED + "." + table.name())
                .map(table -> model.jdbc().queryForObject(OLDEST_DAY, LocalDate.class, table))
                .map(
                        day ->
                                day.isBefore(model.retention().oldestDay())
                                        ? model.retention().oldestDay()
                                        : day)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
