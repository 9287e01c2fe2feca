package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.process.ProcessProjector;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionKind;

import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.Objects;

/**
 * Compares rebuilt tables with those that are served, row by row, as of one moment for each table.
 * Both go on meanwhile, so of each server the time counts that both have whole: up to the older of
 * their last scrapes. Thread-safe.
 */
record RebuildComparison(JdbcTemplate jdbc) {

    /** About so many scrapes of processes are unpacked, in SQL, which takes a millisecond each. */
    private static final int UNPACKED_SCRAPES = 20_000;

    /** Rows of both by server, time and length; {@code past} is when nothing is added any more. */
    private static final String PAIRS =
            """
            WITH whole AS (
                SELECT server_key, least(served.%1$s, rebuilt.%1$s) AS until
                FROM admiral.%2$s served FULL JOIN admiral_rebuild.%2$s rebuilt USING (server_key)),
            pair AS (
                SELECT server_key, at, served.row AS served, rebuilt.row AS rebuilt
                FROM (SELECT server_key, at, length, row FROM (%3$s) rows JOIN whole USING (server_key)
                      WHERE past <= until) served
                FULL JOIN (SELECT server_key, at, length, row FROM (%4$s) rows JOIN whole USING (server_key)
                           WHERE past <= until) rebuilt
                USING (server_key, at, length))
            """;

    private static final String COUNTS =
            """
            SELECT count(served), count(rebuilt),
                   count(*) FILTER (WHERE served IS DISTINCT FROM rebuilt)
            FROM pair""";

    private static final String MOST =
            """
            SELECT server.server_id::text, count(*), min(at), max(at)
            FROM pair JOIN admiral.servers server USING (server_key)
            WHERE served IS DISTINCT FROM rebuilt
            GROUP BY server.server_id ORDER BY 2 DESC, 1 LIMIT %d"""
                    .formatted(TableComparison.MOST);

    private static final String BUCKETS =
            """
            SELECT server_key, bucket_start AS at, tier_minutes::integer AS length,
                   bucket_start + tier_minutes * interval '1 minute' AS past,
                   hashtextextended(bucket::text, 0) AS row
            FROM %s.%s bucket""";

    private static final String HOST_SCRAPES =
            """
            SELECT server_key, scraped_at AS at, 0 AS length, scraped_at AS past,
                   hashtextextended(scrape::text, 0) AS row
            FROM %s.%s scrape""";

    /** Which scrapes are stored whole differs, so the samples are compared, of one in some. */
    private static final String PROCESS_SCRAPES =
            """
            SELECT scrape.server_key, scrape.scraped_at AS at, 0 AS length, scrape.scraped_at AS past,
                   scrape.first_id::numeric + CASE
                       WHEN abs(hashint8(extract(epoch FROM scrape.scraped_at)::bigint)) %% %3$d = 0 THEN (
                           SELECT coalesce(sum(hashtextextended(sample::text, 0)), 0)
                           FROM admiral.scrape_rows(
                               coalesce(scrape.name_keys, key.name_keys),
                               coalesce(scrape.num_procs, key.num_procs),
                               coalesce(scrape.cpu_seconds, key.cpu_seconds),
                               coalesce(scrape.resident_bytes, key.resident_bytes),
                               scrape.changes) sample)
                       ELSE 0 END AS row
            FROM %1$s.%2$s scrape
            LEFT JOIN %1$s.%2$s key
              ON key.server_key = scrape.server_key AND key.scraped_at = scrape.keyframe_at""";

    private static final String COUNT_SCRAPES =
            "SELECT count(*) FROM %s.process_scrapes".formatted(ReadModel.SERVED);

    List<TableComparison> of(ProjectionKind kind) {
        boolean ofProcesses = kind.name().equals(ProcessProjector.NAME);
        // Once for all: both sides are to unpack the same scrapes, while more of them come.
        long oneIn = ofProcesses ? oneIn() : 1;
        return kind.tables().stream()
                .filter(ProjectionTable::isPartitioned)
                .map(table -> of(table, ofProcesses, oneIn))
                .toList();
    }

    private TableComparison of(ProjectionTable table, boolean ofProcesses, long oneIn) {
        String rows = rows(table, ofProcesses);
        String pairs =
                PAIRS.formatted(
                        ofProcesses ? "as_of" : "scraped_at",
                        ofProcesses ? "process_live" : "host_live",
                        rows.formatted(ReadModel.SERVED, table.name(), oneIn),
                        rows.formatted(RebuildTables.SCHEMA, table.name(), oneIn));
        TableComparison counted =
                Objects.requireNonNull(
                        jdbc.queryForObject(
                                pairs + COUNTS,
                                (row, n) ->
                                        new TableComparison(
                                                table.name(),
                                                row.getLong(1),
                                                row.getLong(2),
                                                row.getLong(3),
                                                List.of())));
        return counted.isEqual() ? counted : counted.naming(most(pairs));
    }

    private List<TableComparison.OfServer> most(String pairs) {
        return jdbc.query(
                pairs + MOST,
                (row, n) ->
                        new TableComparison.OfServer(
                                row.getString(1),
                                row.getLong(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant()));
    }

    private static String rows(ProjectionTable table, boolean ofProcesses) {
        if (table.isOfBuckets()) {
            return BUCKETS;
        }
        return ofProcesses ? PROCESS_SCRAPES : HOST_SCRAPES;
    }

    private long oneIn() {
        long scrapes = Objects.requireNonNull(jdbc.queryForObject(COUNT_SCRAPES, Long.class));
        return 1 + scrapes / UNPACKED_SCRAPES;
    }
}
