package io.nodepulse.query.readmodel;

import io.nodepulse.query.window.BucketTier;
import io.nodepulse.query.window.Grid;
import io.nodepulse.query.window.Window;
import io.nodepulse.query.window.Window.Slice;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Reads the buckets that make up a window, in one statement and thus as of one moment. */
public final class WindowReader {

    private static final String BUCKETS_OF_WINDOW =
            """
            SELECT (extract(epoch FROM live.as_of) * 1000)::bigint AS as_of_ms,
                   host.cpu_cores::integer,
                   coalesce(live.tableoid::bigint, 0) AS generation,
                   (extract(epoch FROM piece.bucket_start) * 1000)::bigint AS start_ms,
                   piece.covered_ms,
                   piece.cells
            FROM (VALUES (?::integer, to_timestamp(?::bigint / 1e3), to_timestamp(?::bigint / 1e3)))
                 AS asked (server_key, from_at, to_at)
            LEFT JOIN admiral.process_live live USING (server_key)
            LEFT JOIN admiral.host_live host USING (server_key)
            LEFT JOIN LATERAL (
                SELECT open.bucket_start, open.covered_ms, open.cells
                FROM admiral.process_open open
                WHERE open.server_key = asked.server_key
                  AND open.tier_minutes <= ?
                  AND open.bucket_start >= asked.from_at
                  AND open.bucket_start + open.tier_minutes * interval '1 minute' <= asked.to_at
                UNION ALL
                SELECT bucket.bucket_start, bucket.covered_ms, bucket.cells
                FROM unnest(?::smallint[], ?::bigint[], ?::bigint[]) AS slice (tier, from_ms, to_ms)
                JOIN admiral.process_buckets bucket
                  ON bucket.server_key = asked.server_key
                 AND bucket.tier_minutes = slice.tier
                 AND bucket.bucket_start >= to_timestamp(slice.from_ms / 1e3)
                 AND bucket.bucket_start < to_timestamp(slice.to_ms / 1e3)
            ) AS piece ON true
            """;

    private final DSLContext sql;

    public WindowReader(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * The buckets of a window.
     *
     * @param coarsest the longest buckets that are wanted
     */
    public WindowRows read(KnownServer server, Window window, BucketTier coarsest) {
        List<Slice> slices = window.slices(coarsest);
        Grid grid = window.grid();
        return rows(
                sql.fetch(
                        BUCKETS_OF_WINDOW,
                        server.key(),
                        window.from().toEpochMilli(),
                        window.to().toEpochMilli(),
                        coarsest.minutes(),
                        column(slices, slice -> slice.tier().minutes()),
                        column(slices, slice -> grid.toInstant(slice.fromMinute()).toEpochMilli()),
                        column(slices, slice -> grid.toInstant(slice.toMinute()).toEpochMilli())));
    }

    /** The bound value of an array parameter. */
    private static Object column(List<Slice> slices, ToLongFunction<Slice> figure) {
        return slices.stream().mapToLong(figure).boxed().toArray(Long[]::new);
    }

    private static WindowRows rows(Result<Record> rows) {
        Record head = rows.getFirst();
        List<BucketRow> buckets = new ArrayList<>(rows.size());
        for (Record row : rows) {
            byte[] cells = row.get(5, byte[].class);
            if (cells != null) {
                buckets.add(
                        new BucketRow(
                                row.get(3, Long.class),
                                row.get(4, Long.class),
                                new PackedCells(cells)));
            }
        }
        return new WindowRows(
                instant(head.get(0, Long.class)),
                head.get(1, Integer.class),
                head.get(2, Long.class),
                buckets);
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
