package io.nodepulse.projections.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodepulse.projections.TestReadModel;
import io.nodepulse.projections.host.HostProjector;
import io.nodepulse.projections.process.ProcessProjector;

import org.junit.jupiter.api.Test;

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
            for (String table : List.of("process_scrapes", "process_buckets", "host_snapshots")) {
                partitions.ensure(
                        "admiral." + table, TODAY.minusDays(20).datesUntil(TODAY).toList());
            }
            keep(database, Duration.ofDays(7));
            assertThat(days(database, "process_scrapes"))
                    .isEqualTo(TODAY.minusDays(7).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(days(database, "host_snapshots"))
                    .isEqualTo(TODAY.minusDays(7).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(days(database, "process_buckets"))
                    .isEqualTo(TODAY.minusDays(8).datesUntil(TODAY.plusDays(2)).toList());
            assertThat(keptDays(database)).isEqualTo(7);
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
        }
    }

    private static void keep(TestReadModel database, Duration retention) {
        new PartitionKeeper(
                        database.jdbc(),
                        database.partitions(),
                        new ReadModelRetention(retention, CLOCK),
                        Stream.concat(
                                        ProcessProjector.TABLES.stream(),
                                        HostProjector.TABLES.stream())
                                .toList())
                .keep();
    }

    private static List<LocalDate> days(TestReadModel database, String table) {
        return database.jdbc()
                .query(
                        "SELECT day FROM admiral.partitions WHERE parent = ?::regclass ORDER BY 1",
                        (row, n) -> row.getObject(1, LocalDate.class),
                        "admiral." + table);
    }

    private static int keptDays(TestReadModel database) {
        return database.jdbc()
                .query(
                        "SELECT extract(epoch FROM keep) / 86400 FROM admiral.retention",
                        (row, n) -> row.getInt(1))
                .getFirst();
    }
}
