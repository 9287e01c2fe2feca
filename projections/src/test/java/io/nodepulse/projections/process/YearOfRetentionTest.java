package io.nodepulse.projections.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nodepulse.events.ProcessSampled;
import io.nodepulse.events.SampleMessage;
import io.nodepulse.events.wire.ProcessScrape;
import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.partition.BucketRetention;
import io.nodepulse.projections.partition.PartitionKeeper;
import io.nodepulse.projections.partition.ReadModelRetention;
import io.nodepulse.projections.stream.ProjectionCounters;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** A clock that goes on by 14 months, with the defaults, against a database that keeps more. */
class YearOfRetentionTest {

    private static final UUID SERVER = new UUID(7, 7);
    private static final Instant START = Instant.parse("2026-01-15T06:00:00Z");
    private static final int DAYS = 430;
    private static final long HOURS_BETWEEN = 60;
    private static final int KEEP_EVERY = 10;

    /** Days that each table keeps at least, and at most, as partitions go as a whole. */
    private static final Map<String, int[]> KEPT =
            Map.of(
                    "process_scrapes", new int[] {7, 8},
                    "process_minutes", new int[] {7, 9},
                    "process_tens", new int[] {30, 38},
                    "process_hours", new int[] {397, 429},
                    "process_days", new int[] {430, 478});

    private final Clock clock = Mockito.mock(Clock.class);
    private final ReadModelRetention defaults = new ReadModelRetention(Duration.ofDays(7), clock);

    /** Enough to compare with. */
    private final ReadModelRetention more =
            new ReadModelRetention(
                    Duration.ofDays(20),
                    new BucketRetention(
                            Duration.ofDays(20), Duration.ofDays(60), Duration.ZERO, Duration.ZERO),
                    clock);

    private Instant now = START;

    @Test
    void eachTableLosesExactlyWhatIsOlder() {
        Mockito.when(clock.instant()).thenAnswer(asked -> now);
        try (TestReadModel all = TestReadModel.create();
                TestReadModel kept = TestReadModel.create();
                TestReadModel replayed = TestReadModel.create()) {
            List<EventMessage> scrapes = scrapes();
            now = at(scrapes.size() - 1);
            all.project(projector(all, more), scrapes);
            liveThrough(scrapes, kept);
            for (String table : KEPT.keySet()) {
                assertKept(table, all, kept);
            }

            // What is replayed late is as what was projected in time, and makes nothing in vain.
            replayed.project(projector(replayed, defaults), scrapes);
            List<@Nullable String> made = partitions(replayed);
            keep(replayed);
            assertThat(partitions(replayed)).containsAll(made);
            for (String table : KEPT.keySet()) {
                assertThat(rows(replayed, table, Instant.EPOCH))
                        .as(table)
                        .isEqualTo(rows(kept, table, Instant.EPOCH));
            }
        }
    }

    private void liveThrough(List<EventMessage> scrapes, TestReadModel kept) {
        ProcessProjector projector = projector(kept, defaults);
        int perRound = scrapes.size() / (DAYS / KEEP_EVERY);
        for (int from = 0; from < scrapes.size(); from += perRound) {
            List<EventMessage> batch =
                    scrapes.subList(from, Math.min(scrapes.size(), from + perRound));
            now = at(Math.min(scrapes.size(), from + perRound) - 1);
            kept.project(projector, batch);
            keep(kept);
        }
    }

    private void assertKept(String table, TestReadModel all, TestReadModel kept) {
        int[] days = Objects.requireNonNull(KEPT.get(table));
        Instant oldest = oldest(kept, table);
        assertThat(Duration.between(oldest, now).toHours())
                .as(table)
                .isBetween(24L * days[0] - HOURS_BETWEEN, 24L * days[1]);
        assertThat(rows(kept, table, Instant.EPOCH)).as(table).isEqualTo(rows(all, table, oldest));
    }

    /** Three scrapes a minute apart, every few days. */
    private static Instant at(int scrape) {
        return START.plus(Duration.ofHours(HOURS_BETWEEN * (scrape / 3)))
                .plusSeconds(60L * (scrape % 3));
    }

    private static List<EventMessage> scrapes() {
        List<EventMessage> scrapes = new ArrayList<>();
        for (int i = 0; i < 3 * DAYS * 24 / HOURS_BETWEEN; i++) {
            Instant at = at(i);
            scrapes.add(
                    SampleMessage.stored(
                            0,
                            i + 1,
                            ProcessScrape.of(
                                    List.of(new ProcessSampled(SERVER, at, "java", 1, i, 4096)))));
        }
        return scrapes;
    }

    private void keep(TestReadModel database) {
        new PartitionKeeper(
                        database.jdbc(), database.partitions(), defaults, Grouping.BY_NAME.tables())
                .keep();
    }

    private static List<@Nullable String> partitions(TestReadModel database) {
        return database.jdbc()
                .queryForList("SELECT partition::text FROM admiral.partitions", String.class);
    }

    private static String time(String table) {
        return table.equals("process_scrapes") ? "scraped_at" : "bucket_start";
    }

    private static Instant oldest(TestReadModel database, String table) {
        return database.jdbc()
                .query(
                        "SELECT min(%s) FROM admiral.%s".formatted(time(table), table),
                        (row, n) -> row.getTimestamp(1).toInstant())
                .getFirst();
    }

    private static List<@Nullable String> rows(TestReadModel database, String table, Instant from) {
        return database.jdbc()
                .queryForList(
                        """
                        SELECT (to_jsonb(t) - 'created_at')::text FROM admiral.%s t
                        WHERE %s >= ?::timestamptz ORDER BY 1"""
                                .formatted(table, time(table)),
                        String.class,
                        from.toString());
    }

    private static ProcessProjector projector(
            TestReadModel database, ReadModelRetention retention) {
        return new ProcessProjector(
                database.model(retention),
                database.dictionaries(),
                new ProjectionCounters(new SimpleMeterRegistry(), "processes", 0));
    }
}
