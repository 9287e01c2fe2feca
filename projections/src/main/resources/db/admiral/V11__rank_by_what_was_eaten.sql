-- When CPU was highest: a bucket's table has a column for it, tables of before have not. And averages over
-- the time in which scrapes cover the server, beside those over the time in which the process was seen.

-- As in V5, of which the first text, for PostgreSQL 18, had none.
CREATE OR REPLACE FUNCTION admiral.number(bytes bytea) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || lpad(encode(bytes, 'hex'), 16, '0'))::bit(64)::bigint;

-- One figure of a packed table; column and row count from 0. A column that the table lacks is all zeros.
CREATE OR REPLACE FUNCTION admiral.cell(cells bytea, col integer, row_number integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN col < get_byte(cells, 1) THEN admiral.number(substring(
    cells
    FROM 1 + admiral.number(substring(cells FROM 8 + 5 * col FOR 4))::integer
         + row_number * get_byte(cells, 6 + 5 * col)
    FOR get_byte(cells, 6 + 5 * col))) ELSE 0 END;

DROP VIEW admiral.process_rolling;
DROP FUNCTION admiral.process_window(integer, timestamptz, timestamptz);
DROP FUNCTION admiral.bucket_rows(bytea);

-- The process groups of one bucket, as rows. Appending nothing makes a plain copy once; otherwise
-- each of the many calls would decompress the value again.
CREATE FUNCTION admiral.bucket_rows(packed bytea)
RETURNS TABLE (
    name_key           integer,
    cpu_micros         bigint,
    cpu_covered_ms     bigint,
    cpu_percent_max    double precision,
    cpu_percent_min    double precision,
    resets             bigint,
    samples            bigint,
    resident_max       bigint,
    resident_min       bigint,
    resident_sum       numeric,
    last_ms            bigint,
    last_num_procs     integer,
    last_cpu_percent   double precision,
    last_resident      bigint,
    cpu_max_seconds    bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 150 AS $$
    SELECT admiral.cell(cells, 0, i)::integer,
           admiral.cell(cells, 1, i),
           admiral.cell(cells, 2, i),
           (nullif(admiral.cell(cells, 3, i), 0) - 1) / 1e3::double precision,
           (nullif(admiral.cell(cells, 3, i), 0) - 1 - admiral.cell(cells, 4, i)) / 1e3::double precision,
           admiral.cell(cells, 5, i),
           admiral.cell(cells, 6, i),
           admiral.cell(cells, 7, i),
           admiral.cell(cells, 7, i) - admiral.cell(cells, 8, i),
           admiral.cell(cells, 6, i)::numeric * admiral.cell(cells, 7, i) - admiral.cell(cells, 9, i),
           admiral.cell(cells, 10, i),
           admiral.cell(cells, 11, i)::integer,
           (nullif(admiral.cell(cells, 12, i), 0) - 1) / 1e3::double precision,
           admiral.cell(cells, 7, i) - admiral.cell(cells, 13, i),
           nullif(admiral.cell(cells, 14, i), 0) - 1
    FROM (SELECT packed || ''::bytea AS cells OFFSET 0) AS plain
    CROSS JOIN generate_series(0, admiral.cell_rows(packed) - 1) AS i
$$;

-- Per process group: what the samples and intervals of (from_at, to_at] add up to. cpu_seconds is NULL
-- where no interval of the group ends in the window. Of several equal maxima the first counts.
CREATE FUNCTION admiral.process_window(key integer, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (
    name_key               integer,
    cpu_seconds            double precision,
    cpu_covered_seconds    double precision,
    server_covered_seconds double precision,
    cpu_percent_max        double precision,
    cpu_max_at             timestamptz,
    samples                bigint,
    resident_bytes_sum     numeric,
    resident_bytes_max     bigint,
    last_seen              timestamptz,
    last_num_procs         integer,
    last_cpu_percent       double precision,
    last_resident_bytes    bigint)
LANGUAGE sql STABLE ROWS 150 AS $$
    WITH piece AS MATERIALIZED (
        SELECT * FROM admiral.process_pieces(key, from_at, to_at)
    )
    SELECT part.name_key,
           sum(part.cpu_micros) FILTER (WHERE part.cpu_covered_ms > 0)::double precision / 1e6,
           sum(part.cpu_covered_ms)::double precision / 1e3,
           (SELECT sum(covered_ms) FROM piece)::double precision / 1e3,
           max(part.cpu_percent_max),
           (array_agg(part.cpu_max_at ORDER BY part.cpu_percent_max DESC NULLS LAST, part.cpu_max_at))[1],
           sum(part.samples)::bigint,
           sum(part.resident_sum),
           max(part.resident_max),
           max(part.last_seen),
           (array_agg(part.last_num_procs ORDER BY part.last_seen DESC))[1],
           (array_agg(part.last_cpu_percent ORDER BY part.last_seen DESC))[1],
           (array_agg(part.last_resident ORDER BY part.last_seen DESC))[1]
    FROM (
        SELECT process.*,
               piece.bucket_start + process.last_ms * interval '1 millisecond' AS last_seen,
               date_trunc('second', piece.bucket_start)
                   + process.cpu_max_seconds * interval '1 second' AS cpu_max_at
        FROM piece
        CROSS JOIN LATERAL admiral.bucket_rows(piece.cells) AS process
    ) AS part
    GROUP BY part.name_key
$$;

-- The rolling table: one row per server, process and window that ends now. Filter by server_id.
CREATE VIEW admiral.process_rolling AS
SELECT server.server_id,
       process.name AS process_name,
       rolling.hours AS window_hours,
       live.as_of,
       total.last_num_procs AS num_procs,
       total.last_cpu_percent AS cpu_percent,
       total.last_resident_bytes AS memory_bytes,
       total.cpu_seconds,
       total.cpu_covered_seconds AS covered_seconds,
       100 * total.cpu_seconds / nullif(total.server_covered_seconds, 0) AS avg_cpu_percent,
       100 * total.cpu_seconds / nullif(total.cpu_covered_seconds, 0) AS running_cpu_percent,
       total.cpu_percent_max AS max_cpu_percent,
       total.cpu_max_at AS max_cpu_at,
       (total.resident_bytes_sum / total.samples)::double precision AS avg_memory_bytes,
       total.resident_bytes_max AS peak_memory_bytes,
       total.samples,
       total.last_seen = live.as_of AS running,
       total.last_seen
FROM admiral.servers server
JOIN admiral.process_live live USING (server_key)
CROSS JOIN (VALUES (1), (6), (24), (168)) AS rolling (hours)
CROSS JOIN LATERAL admiral.process_window(
    server.server_key,
    date_bin(
        interval '1 minute',
        now() - rolling.hours * interval '1 hour' + interval '30 seconds',
        timestamptz '1970-01-01 00:00Z' + server.grid_offset_ms * interval '1 millisecond'),
    timestamptz 'infinity'
) AS total
JOIN admiral.process_names process USING (name_key);
