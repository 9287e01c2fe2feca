package io.nodepulse.projections.rebuild;

import io.nodepulse.projections.partition.ProjectionTable;
import io.nodepulse.projections.process.Grouping;
import io.nodepulse.projections.readmodel.ReadModel;
import io.nodepulse.projections.stream.ProjectionKind;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Compares rebuilt rows of one server with those that are served, as of one moment for each table.
 * Both go on meanwhile, so the time counts that both have whole: up to the older of their last
 * scrapes. Thread-safe.
 *
 * @param unpacked in about so many of its scrapes of process groups figures are compared, which are
 *     unpacked in SQL and take a millisecond each
 */
record ServerComparison(JdbcTemplate jdbc, ProjectionKind kind, int unpacked) {

    /** Rows of both by time and length; {@code past} is when nothing is added any more. */
    private static final String COUNTS =
            """
            WITH whole AS (
                SELECT least(
                    (SELECT %1$s FROM admiral.%2$s WHERE server_key = %3$d),
                    (SELECT %1$s FROM admiral_rebuild.%2$s WHERE server_key = %3$d)) AS until),
            pair AS (
                SELECT at, served.row AS served, rebuilt.row AS rebuilt
                FROM (SELECT at, length, row FROM (%4$s) rows, whole
                      WHERE past > ?::timestamptz AND past <= least(until, ?::timestamptz)) served
                FULL JOIN (SELECT at, length, row FROM (%5$s) rows, whole
                      WHERE past > ?::timestamptz AND past <= least(until, ?::timestamptz)) rebuilt
                USING (at, length))
            SELECT count(served), count(rebuilt),
                   count(*) FILTER (WHERE served IS DISTINCT FROM rebuilt),
                   min(at) FILTER (WHERE served IS DISTINCT FROM rebuilt),
                   max(at) FILTER (WHERE served IS DISTINCT FROM rebuilt)
            FROM pair""";

    private static final String BUCKETS =
            """
            SELECT bucket_start AS at, tier_minutes::integer AS length,
                   bucket_start + tier_minutes * interval '1 minute' AS past,
                   hashtextextended(bucket::text, 0) AS row
            FROM %1$s.%2$s bucket WHERE server_key = %3$d""";

    private static final String OF_SCRAPES =
            """
            SELECT scraped_at AS at, 0 AS length, scraped_at AS past,
                   hashtextextended(scrape::text, 0) AS row
            FROM %1$s.%2$s scrape WHERE server_key = %3$d""";

    /** Which scrapes are stored whole differs, so the samples are compared, of one in some. */
    private static final String GROUP_SCRAPES =
            """
            SELECT scrape.scraped_at AS at, 0 AS length, scrape.scraped_at AS past,
                   scrape.first_id::numeric + CASE
                       WHEN abs(hashint8(extract(epoch FROM scrape.scraped_at)::bigint)) %% %4$d = 0 THEN (
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
              ON key.server_key = scrape.server_key AND key.scraped_at = scrape.keyframe_at
            WHERE scrape.server_key = %3$d""";

    private static final String COUNT_SCRAPES = "SELECT count(*) FROM %s.%s WHERE server_key = ?";

    /**
     * @param range whole buckets; null for all time
     */
    TableComparison of(ProjectionTable table, PartServer server, @Nullable RebuiltRange range) {
        Optional<String> live = Grouping.of(kind.name()).map(Grouping::live);
        String rows = rows(table);
        // Once for both sides, which are to unpack the same scrapes, while more of them come.
        long oneIn = rows.equals(GROUP_SCRAPES) ? oneIn(table, server) : 1;
        String sql =
                COUNTS.formatted(
                        live.isPresent() ? "as_of" : "scraped_at",
                        live.orElse("host_live"),
                        server.key(),
                        rows.formatted(ReadModel.SERVED, table.name(), server.key(), oneIn),
                        rows.formatted(RebuildTables.SCHEMA, table.name(), server.key(), oneIn));
        String from = range == null ? "-infinity" : range.from().toString();
        String to = range == null ? "infinity" : range.to().toString();
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        sql, (row, n) -> counted(table, server, row), from, to, from, to));
    }

    private static TableComparison counted(ProjectionTable table, PartServer server, ResultSet row)
            throws SQLException {
        long different = row.getLong(3);
        return new TableComparison(
                table.name(),
                row.getLong(1),
                row.getLong(2),
                different,
                different == 0
                        ? List.of()
                        : List.of(
                                new TableComparison.OfServer(
                                        server.id().toString(),
                                        different,
                                        at(row, 4),
                                        at(row, 5))));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    private String rows(ProjectionTable table) {
        if (table.isOfBuckets()) {
            return BUCKETS;
        }
        boolean ofGroups =
                Grouping.of(kind.name()).filter(each -> each.scrapes().equals(table)).isPresent();
        return ofGroups ? GROUP_SCRAPES : OF_SCRAPES;
    }

    private long oneIn(ProjectionTable table, PartServer server) {
        long scrapes =
                Objects.requireNonNull(
                        jdbc.queryForObject(
                                COUNT_SCRAPES.formatted(ReadModel.SERVED, table.name()),
                                Long.class,
                                server.key()));
        return 1 + scrapes / unpacked;
    }
}
