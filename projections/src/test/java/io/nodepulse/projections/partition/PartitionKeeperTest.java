package io.nodepulse.projections.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.host.HostProjector;
import io.nodepulse.projections.process.Grouping;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

class PartitionKeeperTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-10");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void partitionsComeADayAheadAndGoWithTheirLastRow() {
        try (TestReadModel database = TestReadModel.create()) {
            Partitions partitions = database.partitions();
            for (String table : List.of("process_scrapes", "process_minutes", "host_snapshots")) {
                partitions.ensure(
                        "admiral." + table, TODAY.minusDays(20).datesUntil(TODAY).toList());
            }
            keep(database, Duration.ofDays(7));
            assertThat(days(database, "process_scrapes"))
                    .isEqualTo(TODAY.minusDays(7).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(days(database, "host_snapshots"))
                    .isEqualTo(TODAY.minusDays(7).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(days(database, "process_minutes"))
                    .isEqualTo(TODAY.minusDays(8).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(keptDays(database)).isEqualTo(7);
        }
    }

    @Test
    void longerBucketsAreKeptForLongerInLongerPartitions() {
        try (TestReadModel database = TestReadModel.create()) {
            List<LocalDate> days = LocalDate.parse("2018-01-01").datesUntil(TODAY).toList();
            Partitions partitions = database.partitions();
            partitions.ensure("admiral.process_tens", Stretch.WEEK, days);
            partitions.ensure("admiral.process_hours", Stretch.MONTH, days);
            partitions.ensure("admiral.process_days", Stretch.YEAR, days);
            keep(database, Duration.ofDays(7));
            // 30 days and a day ago it was 7 February, a Saturday; tomorrow is of this week.
            assertThat(days(database, "process_tens"))
                    .isEqualTo(
                            dates(
                                    "2026-02-02 2026-02-09 2026-02-16 2026-02-23 2026-03-02 2026-03-09"));
            assertThat(days(database, "process_hours"))
                    .hasSize(14)
                    .startsWith(LocalDate.parse("2025-02-01"))
                    .endsWith(LocalDate.parse("2026-03-01"));
            // 5 years and 48 days ago it was January of 2021.
            assertThat(days(database, "process_days"))
                    .isEqualTo(
                            dates(
                                    "2021-01-01 2022-01-01 2023-01-01 2024-01-01 2025-01-01 2026-01-01"));
            assertThat(since(database))
                    .containsExactly("2026-03-02", "2026-02-02", "2025-02-01", "2021-01-01");
        }
    }

    /** What was dropped stays dropped, whatever is set later. */
    @Test
    void whatIsSaidToBeGoneIsNeverSaidToBeThereAgain() {
        try (TestReadModel database = TestReadModel.create()) {
            keep(database, Duration.ofDays(7));
            keep(database, Duration.ZERO);
            assertThat(since(database))
                    .containsExactly("2026-03-02", "2026-02-02", "2025-02-01", "2021-01-01");
        }
    }

    @Test
    void retentionOfZeroKeepsAll() {
        try (TestReadModel database = TestReadModel.create()) {
            database.partitions().ensure("admiral.process_scrapes", List.of(LocalDate.EPOCH));
            keep(database, Duration.ZERO);
            assertThat(days(database, "process_scrapes"))
                    .containsExactly(LocalDate.EPOCH, TODAY, TODAY.plusDays(1));
            assertThat(keptDays(database)).isZero();
            assertThat(since(database))
                    .containsExactly("1970-01-01", "1970-01-01", "1970-01-01", "1970-01-01");
        }
    }

    /** One partition is in use: it goes the next time, and those of other tables go now. */
    @Test
    void whoReadsAPartitionKeepsItForATime() throws SQLException {
        try (TestReadModel database = TestReadModel.create()) {
            database.partitions()
                    .ensure(
                            "admiral.process_minutes",
                            TODAY.minusDays(12).datesUntil(TODAY).toList());
            database.partitions()
                    .ensure("admiral.process_tens", Stretch.WEEK, List.of(TODAY.minusDays(90)));
            try (Connection reader = database.dataSource().getConnection();
                    Statement statement = reader.createStatement()) {
                reader.setAutoCommit(false);
                statement.execute(
                        "LOCK TABLE ONLY admiral.process_minutes_20260228 IN ACCESS SHARE MODE");
                keep(database, Duration.ofDays(7));
                assertThat(partitionsOf(database, "process_minutes_202602%"))
                        .containsExactly("process_minutes_20260228");
                assertThat(days(database, "process_tens"))
                        .containsExactly(LocalDate.parse("2026-03-09"));
                reader.rollback();
            }
            keep(database, Duration.ofDays(7));
            assertThat(partitionsOf(database, "process_minutes_202602%")).isEmpty();
        }
    }

    private static void keep(TestReadModel database, Duration retention) {
        new PartitionKeeper(
                        database.jdbc(),
                        database.partitions(),
                        new ReadModelRetention(retention, CLOCK),
                        Stream.concat(
                                        Grouping.BY_NAME.tables().stream(),
                                        HostProjector.TABLES.stream())
                                .toList())
                .keep();
    }

    private static List<LocalDate> dates(String words) {
        return Stream.of(words.split(" ")).map(LocalDate::parse).toList();
    }

    private static List<LocalDate> days(TestReadModel database, String table) {
        return database.jdbc()
                .query(
                        "SELECT day FROM admiral.partitions WHERE parent = ?::regclass ORDER BY 1",
                        (row, n) -> row.getObject(1, LocalDate.class),
                        "admiral." + table);
    }

    private static List<String> partitionsOf(TestReadModel database, String like) {
        return database.jdbc()
                .query(
                        """
                        SELECT relname FROM pg_class
                        WHERE relnamespace = 'admiral'::regnamespace AND relkind = 'r'
                          AND relname LIKE ? ORDER BY 1""",
                        (row, n) -> row.getString(1),
                        like);
    }

    private static int keptDays(TestReadModel database) {
        return database.jdbc()
                .query(
                        "SELECT extract(epoch FROM keep) / 86400 FROM admiral.retention",
                        (row, n) -> row.getInt(1))
                .getFirst();
    }

    private static List<String> since(TestReadModel database) {
        return database.jdbc()
                .query(
                        """
                        SELECT (at AT TIME ZONE 'UTC')::date::text
                        FROM admiral.retention,
                             unnest(ARRAY[minutes_since, tens_since, hours_since, days_since]) at""",
                        (row, n) -> row.getString(1));
    }
}
