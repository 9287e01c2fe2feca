package io.nodepulse.projections.process;

import io.nodepulse.projections.process.ProcessRows.ServerChanges;
import io.nodepulse.projections.readmodel.StaleStateException;
import io.nodepulse.projections.sql.Columns;
import io.nodepulse.projections.sql.CopyRows;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.sql.Connection;
import java.util.List;
import java.util.Objects;

/**
 * Writes the tables of one grouping and schema, in the transaction of the caller. Rows that are
 * only ever added go in by COPY; the others by one statement over arrays, which lets PostgreSQL
 * update them in place (HOT).
 */
final class ProcessWriter {

    private static final String SCRAPES =
            "%s_scrapes (server_key, scraped_at, first_id, name_keys, num_procs,"
                    + " cpu_seconds, resident_bytes, keyframe_at, changes)";

    private static final String BUCKETS =
            "%s_%s (server_key, tier_minutes, bucket_start, scrapes, covered_ms,"
                    + " last_scrape_at, cells, figures)";

    private static final String CHANGES =
            "%s_changes (server_key, scraped_at, since, name_keys, kinds, before, after,"
                    + " omitted)";

    private static final String INSERT_LIVE =
            """
            INSERT INTO %s_live (server_key, as_of, interval_ms, keyframe_at, cells, figures)
            SELECT server_key, timestamptz 'epoch' + as_of * interval '1 ms', nullif(interval_ms, 0),
                   timestamptz 'epoch' + nullif(keyframe_at, 0) * interval '1 ms', cells,
                   nullif(figures, '')
            FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bytea[], ?::bytea[])
              AS next (server_key, as_of, interval_ms, keyframe_at, cells, figures)""";

    private static final String UPDATE_LIVE =
            """
            UPDATE %s_live AS live
            SET as_of = timestamptz 'epoch' + next.as_of * interval '1 ms',
                interval_ms = nullif(next.interval_ms, 0),
                keyframe_at = timestamptz 'epoch' + nullif(next.keyframe_at, 0) * interval '1 ms',
                cells = next.cells,
                figures = nullif(next.figures, '')
            FROM unnest(?::integer[], ?::bigint[], ?::integer[], ?::bigint[], ?::bytea[], ?::bytea[],
                        ?::bigint[], ?::bigint[])
              AS next (server_key, as_of, interval_ms, keyframe_at, cells, figures,
                       last_as_of, last_keyframe_at)
            WHERE live.server_key = next.server_key
              AND live.as_of = timestamptz 'epoch' + next.last_as_of * interval '1 ms'
              AND live.keyframe_at IS NOT DISTINCT FROM
                  timestamptz 'epoch' + nullif(next.last_keyframe_at, 0) * interval '1 ms'""";

    private static final String UPSERT_OPEN =
            """
            INSERT INTO %s_open
              (server_key, tier_minutes, bucket_start, scrapes, covered_ms, last_scrape_at, cells,
               figures)
            SELECT server_key, tier_minutes, timestamptz 'epoch' + bucket_start * interval '1 ms',
                   scrapes, covered_ms, timestamptz 'epoch' + last_scrape_at * interval '1 ms', cells,
                   nullif(figures, '')
            FROM unnest(?::integer[], ?::integer[], ?::bigint[], ?::integer[], ?::bigint[],
                        ?::bigint[], ?::bytea[], ?::bytea[])
              AS next (server_key, tier_minutes, bucket_start, scrapes, covered_ms, last_scrape_at,
                       cells, figures)
            ON CONFLICT (server_key, tier_minutes) DO UPDATE SET
              bucket_start = excluded.bucket_start,
              scrapes = excluded.scrapes,
              covered_ms = excluded.covered_ms,
              last_scrape_at = excluded.last_scrape_at,
              cells = excluded.cells,
              figures = excluded.figures""";

    private static final String UPSERT_NAMES_OF_DAY =
            """
            INSERT INTO %s_names_of_day (server_key, day, name_keys) VALUES (?, ?, ?)
            ON CONFLICT (server_key) DO UPDATE SET day = excluded.day, name_keys = excluded.name_keys""";

    private static final int STATEMENTS_AT_ONCE = 500;

    /** Stands for NULL in a column of numbers. */
    private static final long NONE = 0;

    private final JdbcTemplate jdbc;

    /** What the tables begin with. */
    private final String tables;

    ProcessWriter(JdbcTemplate jdbc, String schema, Grouping grouping) {
        this.jdbc = jdbc;
        this.tables = grouping.in(schema);
    }

    void insertScrapes(List<StoredScrape> scrapes) {
        CopyRows rows = new CopyRows();
        for (StoredScrape each : scrapes) {
            Scrape scrape = each.scrape();
            rows.row(9).int4(scrape.serverKey()).instant(scrape.atMs()).int8(scrape.firstId());
            if (each.keyframe() == null || each.changes() == null) {
                rows.array(scrape.nameKeys())
                        .array(scrape.numProcs())
                        .array(scrape.cpuSeconds())
                        .array(scrape.residentBytes())
                        .nothing()
                        .nothing();
            } else {
                rows.nothing().nothing().nothing().nothing();
                rows.instant(each.keyframe().atMs()).bytes(each.changes());
            }
        }
        copy(rows, SCRAPES);
    }

    /** Adds what became of process groups. */
    void insertChanges(List<ServerChanges> changes) {
        CopyRows rows = new CopyRows();
        for (ServerChanges each : changes) {
            ChangeRow row = each.row();
            rows.row(8).int4(each.serverKey()).instant(row.atMs()).instant(row.sinceMs());
            rows.array(row.nameKeys()).array(row.kinds()).array(row.before()).array(row.after());
            rows.int4(row.omitted());
        }
        copy(rows, CHANGES);
    }

    /** Adds closed buckets to their table. */
    void insertClosed(ClosedBuckets table, List<ServerBucket> buckets) {
        CopyRows rows = new CopyRows();
        for (ServerBucket each : buckets) {
            PackedBucket bucket = each.bucket();
            CopyRows row = rows.row(8).int4(each.serverKey());
            if (table == ClosedBuckets.MINUTES) {
                row.int2(bucket.tier().minutes())
                        .instant(bucket.startMs())
                        .int4(bucket.scrapes())
                        .int4((int) bucket.coveredMs());
            } else {
                row.int4(bucket.tier().minutes())
                        .instant(bucket.startMs())
                        .int4(bucket.scrapes())
                        .int8(bucket.coveredMs());
            }
            row.instant(bucket.lastScrapeMs()).bytes(bucket.cells());
            if (bucket.figures().length == 0) {
                row.nothing();
            } else {
                row.bytes(bucket.figures());
            }
        }
        copy(rows, BUCKETS.formatted("%s", table.ending()));
    }

    private void copy(CopyRows rows, String target) {
        if (!rows.isEmpty()) {
            jdbc.execute(
                    (Connection connection) -> {
                        rows.send(connection, target.formatted(tables));
                        return true;
                    });
        }
    }

    void saveOpen(List<ServerBucket> buckets) {
        if (!buckets.isEmpty()) {
            jdbc.update(
                    UPSERT_OPEN.formatted(tables),
                    new Columns<>(buckets)
                            .int4(ServerBucket::serverKey)
                            .int4(each -> each.bucket().tier().minutes())
                            .int8(each -> each.bucket().startMs())
                            .int4(each -> each.bucket().scrapes())
                            .int8(each -> each.bucket().coveredMs())
                            .int8(each -> each.bucket().lastScrapeMs())
                            .bytea(each -> each.bucket().cells())
                            .bytea(each -> each.bucket().figures()));
        }
    }

    void saveNamesOfDay(List<NamesOfDay> changed) {
        if (!changed.isEmpty()) {
            jdbc.batchUpdate(
                    UPSERT_NAMES_OF_DAY.formatted(tables),
                    changed,
                    STATEMENTS_AT_ONCE,
                    (statement, each) -> {
                        statement.setInt(1, each.serverKey());
                        statement.setLong(2, each.day());
                        statement.setObject(3, each.keys());
                    });
        }
    }

    /**
     * Stores the live tables.
     *
     * @throws StaleStateException if one of them is no longer what the batch began with
     */
    void saveLive(List<ServerChange> changes) {
        List<ServerChange> added = changes.stream().filter(each -> each.before() == null).toList();
        if (!added.isEmpty()) {
            jdbc.update(INSERT_LIVE.formatted(tables), liveColumns(added));
        }
        List<ServerChange> known = changes.stream().filter(each -> each.before() != null).toList();
        if (!known.isEmpty()) {
            int updated =
                    jdbc.update(
                            UPDATE_LIVE.formatted(tables),
                            liveColumns(known)
                                    .int8(each -> before(each).asOfMs())
                                    .int8(each -> orNone(before(each).keyframeMs())));
            if (updated != known.size()) {
                throw new StaleStateException(known.size() - updated);
            }
        }
    }

    private static Columns<ServerChange> liveColumns(List<ServerChange> changes) {
        return new Columns<>(changes)
                .int4(ServerChange::serverKey)
                .int8(each -> each.after().live().asOfMs())
                .int4(each -> Objects.requireNonNullElse(each.after().live().intervalMs(), 0))
                .int8(each -> orNone(each.after().live().keyframeMs()))
                .bytea(each -> each.after().live().cells())
                .bytea(each -> each.after().live().figures());
    }

    private static PackedLive before(ServerChange known) {
        return Objects.requireNonNull(known.before()).live();
    }

    private static long orNone(@Nullable Long keyframeMs) {
        return Objects.requireNonNullElse(keyframeMs, NONE);
    }
}
