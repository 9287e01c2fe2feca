package io.nodepulse.query.testing;

import io.nodepulse.embedded.DatabaseTemplate;
import io.nodepulse.query.testing.Scrape.Sample;
import io.nodepulse.query.window.Kept;

import org.flywaydb.core.Flyway;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A database with the read model's schema, and writes to it that stand in for the projections. Used
 * from one thread.
 */
public final class TestReadModel implements AutoCloseable {

    private static final DatabaseTemplate MIGRATED =
            DatabaseTemplate.preparedBy(TestReadModel::migrate);

    private static final List<String> CLOSED =
            List.of("process_minutes", "process_tens", "process_hours", "process_days");

    private final String url;
    private final Connection connection;
    private final Map<String, Integer> nameKeys = new HashMap<>();
    private final Set<String> partitions = new HashSet<>();

    private TestReadModel(String url) throws SQLException {
        this.url = url;
        this.connection = DriverManager.getConnection(url);
    }

    public static TestReadModel create() throws SQLException {
        return new TestReadModel(MIGRATED.newDatabase());
    }

    private static void migrate(String url) {
        Flyway.configure()
                .dataSource(url, null, null)
                .schemas("admiral")
                .locations("classpath:db/admiral")
                .load()
                .migrate();
    }

    public String url() {
        return url;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Registers a server without any scrape. */
    public UUID register(String name, Instant at) throws SQLException {
        UUID id = UUID.randomUUID();
        update(
                "INSERT INTO admiral.servers (server_id, name, registered_at) VALUES (?, ?, ?)",
                id,
                name,
                Timestamp.from(at));
        return id;
    }

    /** Makes the read model of a server that of a history, and tells listeners. */
    public void project(UUID id, List<Scrape> scrapes) throws SQLException {
        connection.setAutoCommit(false);
        int server = number("SELECT server_key FROM admiral.servers WHERE server_id = ?", id);
        int offset = number("SELECT grid_offset_ms FROM admiral.servers WHERE server_id = ?", id);
        addNames(scrapes);
        Buckets buckets = new Buckets(scrapes, offset, nameKeys::get);
        for (String table : CLOSED) {
            update("DELETE FROM admiral.%s WHERE server_key = ?".formatted(table), server);
        }
        update("DELETE FROM admiral.process_open WHERE server_key = ?", server);
        for (int place = 0; place < Buckets.TIERS.length; place++) {
            int tier = Buckets.TIERS[place];
            String[] table = Objects.requireNonNull(Buckets.TABLES.get(tier));
            List<Bucket> closed = buckets.closed(tier);
            for (Bucket bucket : closed) {
                ensurePartition(table[0], table[1], bucket.startMillis());
            }
            insert(table[0], server, tier, closed);
            insert("process_open", server, tier, buckets.open(place));
        }
        long asOf = scrapes.getLast().atMillis();
        update(
                """
                INSERT INTO admiral.process_live (server_key, as_of, interval_ms, cells)
                VALUES (?, ?, NULL, ?)
                ON CONFLICT (server_key)
                DO UPDATE SET as_of = excluded.as_of, cells = excluded.cells
                """,
                server,
                new Timestamp(asOf),
                liveCells(scrapes));
        try (PreparedStatement notify =
                connection.prepareStatement("SELECT pg_notify('admiral_scraped', ?)")) {
            notify.setString(1, "processes " + server + "=" + asOf);
            notify.execute();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Makes a host report some of its figures: 4 cores, 25 % busy, 6 of 8 GiB used. */
    public void addHost(UUID id, Instant at) throws SQLException {
        update(
                """
                INSERT INTO admiral.host_live (
                    server_key, scraped_at, interval_ms, cpu_cores, cpu_percent, memory_total_bytes,
                    memory_available_bytes, load_1min, swap_total_bytes, disk_total_bytes,
                    network_receive_bytes_per_second, cpu_history, cpu_history_covered_ms,
                    cpu_history_until)
                SELECT server_key, ?, 15000, 4, 25, 8::bigint << 30, 2::bigint << 30, 0.5, 0,
                       100::bigint << 30, 1.5, array_fill(25::real, ARRAY[30]),
                       array_fill(120000, ARRAY[30]), to_timestamp(ceil(extract(epoch FROM ?::timestamptz) / 120) * 120)
                FROM admiral.servers WHERE server_id = ?
                """,
                Timestamp.from(at),
                Timestamp.from(at),
                id);
    }

    /** Puts a rebuilt table of the same rows in the place of the live rows of the servers. */
    public void rebuildLive() throws SQLException {
        update(
                """
                DO $$ BEGIN
                    PERFORM admiral.begin_rebuild('process_live');
                    INSERT INTO admiral_rebuild.process_live SELECT * FROM admiral.process_live;
                    PERFORM admiral.finish_rebuild(ARRAY['process_live']);
                END $$""");
    }

    /** The server's rows were made anew in their place, as by a rebuild of that server. */
    public void rebuildRowsOf(UUID server) throws SQLException {
        update("UPDATE admiral.servers SET rebuilt = rebuilt + 1 WHERE server_id = ?", server);
    }

    public void update(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    public int number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    private byte[] liveCells(List<Scrape> scrapes) {
        long asOf = scrapes.getLast().atMillis();
        return PackedTables.encode(
                6,
                Observed.in(scrapes).stream()
                        .filter(sample -> sample.atMillis() == asOf)
                        .map(
                                sample ->
                                        new long[] {
                                            nameKeys.get(sample.sample().name()),
                                            0,
                                            sample.sample().numProcs(),
                                            Math.round(sample.sample().cpuSeconds() * 1e6),
                                            sample.sample().residentBytes(),
                                            sample.hasInterval()
                                                    ? 1 + Math.round(sample.cpuPercent() * 1_000)
                                                    : 0
                                        })
                        .toList());
    }

    private void addNames(List<Scrape> scrapes) throws SQLException {
        for (Scrape scrape : scrapes) {
            for (Sample sample : scrape.samples()) {
                if (!nameKeys.containsKey(sample.name())) {
                    nameKeys.put(
                            sample.name(),
                            number(
                                    """
                                    INSERT INTO admiral.process_names (name) VALUES (?)
                                    RETURNING name_key
                                    """,
                                    sample.name()));
                }
            }
        }
    }

    private void insert(String table, int server, int tier, List<Bucket> buckets)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        """
                        INSERT INTO admiral.%s (server_key, tier_minutes, bucket_start, scrapes,
                                                covered_ms, last_scrape_at, cells, figures)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """
                                .formatted(table))) {
            for (Bucket bucket : buckets) {
                statement.setInt(1, server);
                statement.setInt(2, tier);
                statement.setTimestamp(3, new Timestamp(bucket.startMillis()));
                statement.setInt(4, bucket.scrapes());
                statement.setLong(5, bucket.coveredMillis());
                statement.setTimestamp(6, new Timestamp(bucket.lastScrapeMillis()));
                statement.setBytes(7, bucket.cells());
                statement.setBytes(8, bucket.figures());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void ensurePartition(String table, String length, long millis) throws SQLException {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
        if (partitions.add(table + " " + day)) {
            query(
                    """
                    SELECT admiral.ensure_partition(
                        ?::regclass,
                        date_trunc('%1$s', ?::date::timestamp)::date,
                        (date_trunc('%1$s', ?::date::timestamp) + interval '1 %1$s')::date)"""
                            .formatted(length),
                    "admiral." + table,
                    day,
                    day);
        }
    }

    /** Drops closed buckets that begin before those times, and says so, as the projections do. */
    public void keep(Kept kept) throws SQLException {
        long[] since = {
            kept.minutesMillis(), kept.tensMillis(), kept.hoursMillis(), kept.daysMillis()
        };
        for (int i = 0; i < CLOSED.size(); i++) {
            String table = CLOSED.get(i);
            update(
                    "DELETE FROM admiral.%s WHERE bucket_start < ?".formatted(table),
                    new Timestamp(since[i]));
            update(
                    "UPDATE admiral.retention SET %s_since = ?"
                            .formatted(table.substring("process_".length())),
                    new Timestamp(since[i]));
        }
    }

    private void query(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
