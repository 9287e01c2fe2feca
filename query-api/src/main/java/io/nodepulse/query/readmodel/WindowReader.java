package io.nodepulse.query.readmodel;

import io.nodepulse.query.window.BucketTable;
import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Grid;
import io.nodepulse.query.window.Kept;
import io.nodepulse.query.window.Window;
import io.nodepulse.query.window.Window.Slice;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads the buckets that make up a window, in one statement and thus as of one moment. What of them
 * is kept is read with them: where that is not what the window was made for, it is made anew.
 * Thread-safe.
 */
public final class WindowReader {

    private static final String HEAD =
            """
            SELECT (extract(epoch FROM live.as_of) * 1000)::bigint AS as_of_ms,
                   host.cpu_cores::integer,
                   coalesce(live.tableoid::bigint, 0)
                       + (coalesce(known.rebuilt, 0)::bigint << 32) AS generation,
                   (extract(epoch FROM piece.bucket_start) * 1000)::bigint AS start_ms,
                   piece.covered_ms,
                   piece.cells,
                   (extract(epoch FROM kept.minutes_since) * 1000)::bigint,
                   (extract(epoch FROM kept.tens_since) * 1000)::bigint,
                   (extract(epoch FROM kept.hours_since) * 1000)::bigint,
                   (extract(epoch FROM kept.days_since) * 1000)::bigint,
                   piece.figures
            FROM (VALUES (?::integer, to_timestamp(?::bigint / 1e3), to_timestamp(?::bigint / 1e3)))
                 AS asked (server_key, from_at, to_at)
            CROSS JOIN (SELECT * FROM admiral.retention LIMIT 1) AS kept
            LEFT JOIN admiral.servers known USING (server_key)
            LEFT JOIN admiral.%2$s_live live USING (server_key)
            LEFT JOIN admiral.host_live host USING (server_key)
            LEFT JOIN LATERAL (
                SELECT open.bucket_start, open.covered_ms, open.cells, %1$s AS figures
                FROM admiral.%2$s_open open
                WHERE open.server_key = asked.server_key
                  AND open.tier_minutes <= ?
                  AND open.bucket_start >= asked.from_at
                  AND open.bucket_start + open.tier_minutes * interval '1 minute' <= asked.to_at
            """;

    /**
     * Partitions outside of the two instants are left out before the statement runs. OFFSET keeps
     * each slice a search of its own: joined otherwise, all that lies between the two is read.
     */
    private static final String CLOSED =
            """
                UNION ALL
                SELECT bucket.bucket_start, bucket.covered_ms, bucket.cells, bucket.figures
                FROM unnest(?::integer[], ?::bigint[], ?::bigint[]) AS slice (tier, from_ms, to_ms)
                CROSS JOIN LATERAL (
                    SELECT closed.bucket_start, closed.covered_ms, closed.cells,
                           %2$s AS figures
                    FROM admiral.%3$s_%1$s closed
                    WHERE closed.server_key = asked.server_key
                      AND closed.tier_minutes = slice.tier
                      AND closed.bucket_start >= to_timestamp(slice.from_ms / 1e3)
                      AND closed.bucket_start < to_timestamp(slice.to_ms / 1e3)
                      AND closed.bucket_start >= to_timestamp(?::bigint / 1e3)
                      AND closed.bucket_start < to_timestamp(?::bigint / 1e3)
                    OFFSET 0) AS bucket
            """;

    private static final String TAIL = ") AS piece ON true";

    /** How far the clock of who let a scrape in may be ahead of ours. */
    private static final int CLOCKS_DIFFER_MINUTES = 30;

    private final DSLContext sql;

    /** As it was read last. */
    private volatile Kept kept = Kept.ALL;

    public WindowReader(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * The buckets of a window.
     *
     * @param windowOf the window, by what is kept
     * @param coarsest the longest buckets that are wanted
     */
    public WindowRows read(
            KnownServer server, Function<Kept, Window> windowOf, BucketTier coarsest) {
        return read(server, GroupedBy.PROCESS, windowOf, window -> coarsest, false);
    }

    /**
     * The same, where the longest buckets that are wanted follow from the window.
     *
     * @param by what the groups are made by
     * @param coarsestOf those
     * @param withFigures whether optional figures are wanted, too
     */
    public WindowRows read(
            KnownServer server,
            GroupedBy by,
            Function<Kept, Window> windowOf,
            Function<Window, BucketTier> coarsestOf,
            boolean withFigures) {
        Kept assumed = kept;
        while (true) {
            Window window = windowOf.apply(assumed);
            Result<Record> rows = fetch(server, by, window, coarsestOf.apply(window), withFigures);
            Kept found = kept(rows.getFirst());
            if (found.equals(assumed)) {
                return rows(window, rows);
            }
            kept = found;
            assumed = found;
        }
    }

    private Result<Record> fetch(
            KnownServer server,
            GroupedBy by,
            Window window,
            BucketTier coarsest,
            boolean withFigures) {
        StringBuilder text =
                new StringBuilder(HEAD.formatted(figures("open", withFigures), by.tables()));
        List<Object> values = new ArrayList<>();
        values.add(server.key());
        values.add(window.from().toEpochMilli());
        values.add(window.to().toEpochMilli());
        values.add(coarsest.minutes());
        for (BucketTable table : BucketTable.values()) {
            List<Slice> slices = closed(table, window, coarsest);
            if (!slices.isEmpty()) {
                text.append(
                        CLOSED.formatted(
                                table.ending(), figures("closed", withFigures), by.tables()));
                add(slices, window.grid(), values);
            }
        }
        return sql.fetch(text.append(TAIL).toString(), values.toArray());
    }

    /** What is not wanted is not even unpacked by the database. */
    private static String figures(String table, boolean wanted) {
        return wanted ? table + ".figures" : "NULL::bytea";
    }

    /** The slices of a table, but for those in which no bucket can have closed by now. */
    private static List<Slice> closed(BucketTable table, Window window, BucketTier coarsest) {
        long latest = window.grid().floor(window.now()) + CLOCKS_DIFFER_MINUTES;
        return window.slices(coarsest).stream()
                .filter(slice -> slice.tier().table() == table)
                .filter(slice -> slice.fromMinute() + slice.tier().minutes() <= latest)
                .toList();
    }

    private static void add(List<Slice> slices, Grid grid, List<Object> values) {
        values.add(column(slices, slice -> slice.tier().minutes()));
        values.add(column(slices, slice -> millis(grid, slice.fromMinute())));
        values.add(column(slices, slice -> millis(grid, slice.toMinute())));
        values.add(millis(grid, slices.getFirst().fromMinute()));
        values.add(millis(grid, slices.getLast().toMinute()));
    }

    private static long millis(Grid grid, long minute) {
        return grid.toInstant(minute).toEpochMilli();
    }

    /** The bound value of an array parameter. */
    private static Object column(List<Slice> slices, ToLongFunction<Slice> figure) {
        return slices.stream().mapToLong(figure).boxed().toArray(Long[]::new);
    }

    private static Kept kept(Record row) {
        return new Kept(
                row.get(6, Long.class),
                row.get(7, Long.class),
                row.get(8, Long.class),
                row.get(9, Long.class));
    }

    private static WindowRows rows(Window window, Result<Record> rows) {
        Record head = rows.getFirst();
        List<BucketRow> buckets = new ArrayList<>(rows.size());
        for (Record row : rows) {
            byte[] cells = row.get(5, byte[].class);
            if (cells != null) {
                buckets.add(
                        new BucketRow(
                                row.get(3, Long.class),
                                row.get(4, Long.class),
                                new PackedCells(cells),
                                figures(row.get(10, byte[].class))));
            }
        }
        return new WindowRows(
                window,
                instant(head.get(0, Long.class)),
                head.get(1, Integer.class),
                head.get(2, Long.class),
                buckets);
    }

    private static @Nullable SparseCells figures(byte @Nullable [] bytes) {
        return bytes == null ? null : new SparseCells(bytes);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
