package io.nodepulse.projections.process;

import io.nodepulse.projections.partition.PartitionCopy;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.sql.Instants;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.util.List;

/**
 * Brings the closed buckets of before into the tables that V27 made, and adds the days up to the
 * longer buckets that there are since, also in the tables of a rebuild that is under way. The days
 * of the old table go on as minutes, and go in time; what was copied is read there no more.
 */
public final class CoarserBuckets implements JavaMigration {

    private static final Logger log = LoggerFactory.getLogger(CoarserBuckets.class);

    private static final String CLOSED_DAYS =
            """
            SELECT bucket_start, scrapes, covered_ms, last_scrape_at, cells
            FROM %s.process_days
            WHERE server_key = ? AND tier_minutes = 1440
            ORDER BY bucket_start""";

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("28");
    }

    @Override
    public String getDescription() {
        return "coarser buckets";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) {
        JdbcTemplate jdbc =
                new JdbcTemplate(new SingleConnectionDataSource(context.getConnection(), true));
        for (String schema : List.of(ReadModel.SERVED, "admiral_rebuild")) {
            if (isThere(jdbc, schema)) {
                addFigures(jdbc, schema);
                copy(jdbc, schema);
                grow(jdbc, schema);
            }
        }
    }

    private static boolean isThere(JdbcTemplate jdbc, String schema) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "SELECT to_regclass(?) IS NOT NULL",
                        Boolean.class,
                        schema + ".process_minutes"));
    }

    /** What is written here names the column that V32 makes where there were such tables before. */
    private static void addFigures(JdbcTemplate jdbc, String schema) {
        for (String table : List.of("process_days", "process_open")) {
            jdbc.execute(
                    "ALTER TABLE %s.%s ADD COLUMN IF NOT EXISTS figures bytea"
                            .formatted(schema, table));
        }
    }

    private static void copy(JdbcTemplate jdbc, String schema) {
        for (ClosedBuckets buckets : ClosedBuckets.values()) {
            if (buckets != ClosedBuckets.MINUTES) {
                List<Integer> tiers =
                        Tier.ALL.stream()
                                .filter(tier -> tier.closed() == buckets)
                                .map(Tier::minutes)
                                .toList();
                int rows =
                        PartitionCopy.copy(
                                jdbc,
                                schema,
                                Grouping.BY_NAME.closed(ClosedBuckets.MINUTES),
                                Grouping.BY_NAME.closed(buckets),
                                tiers);
                log.debug(
                        "Copied {} buckets to {}.{}",
                        rows,
                        schema,
                        Grouping.BY_NAME.closed(buckets).name());
            }
        }
    }

    private record Server(int key, TimeGrid grid) {}

    private static void grow(JdbcTemplate jdbc, String schema) {
        List<Server> servers =
                jdbc.query(
                        "SELECT server_key, grid_offset_ms FROM admiral.servers",
                        (row, n) -> new Server(row.getInt(1), new TimeGrid(row.getInt(2))));
        ProcessWriter writer = new ProcessWriter(jdbc, schema, Grouping.BY_NAME);
        for (Server server : servers) {
            BucketGrowth growth = new BucketGrowth(server.grid());
            jdbc.query(
                    CLOSED_DAYS.formatted(schema),
                    row -> {
                        PackedBucket day =
                                new PackedBucket(
                                        Tier.DAY,
                                        Instants.millis(row, 1),
                                        row.getInt(2),
                                        row.getLong(3),
                                        Instants.millis(row, 4),
                                        row.getBytes(5),
                                        SparseTable.NO_BYTES);
                        growth.close(day.unpack());
                    },
                    server.key());
            List<ServerBucket> closed = packed(server.key(), growth.takeClosed());
            PartitionCopy.ensure(
                    jdbc,
                    schema,
                    Grouping.BY_NAME.closed(ClosedBuckets.DAYS),
                    closed.stream().map(each -> each.bucket().startMs()).toList());
            writer.insertClosed(ClosedBuckets.DAYS, closed);
            writer.saveOpen(packed(server.key(), growth.open()));
        }
    }

    private static List<ServerBucket> packed(int serverKey, List<Bucket> buckets) {
        return buckets.stream().map(each -> new ServerBucket(serverKey, each.pack())).toList();
    }
}
