-- The seed's table, column for column, over the scrapes.
CREATE VIEW admiral.process_snapshots AS
SELECT scrape.first_id + ((sample.place - 1) << 10) AS id,
       server.server_id::text AS server_id,
       scrape.scraped_at AS "timestamp",
       process.name AS process_name,
       sample.num_procs,
       sample.cpu_seconds AS cpu_seconds_total,
       sample.resident_bytes AS memory_bytes,
       scrape.created_at
FROM admiral.servers server
JOIN admiral.process_scrapes scrape USING (server_key)
CROSS JOIN LATERAL unnest(
    scrape.name_keys, scrape.num_procs, scrape.cpu_seconds, scrape.resident_bytes
) WITH ORDINALITY AS sample (name_key, num_procs, cpu_seconds, resident_bytes, place)
JOIN admiral.process_names process USING (name_key);

-- Up to eight bytes, the highest first. PostgreSQL casts them itself from version 18 on only.
CREATE FUNCTION admiral.number(bytes bytea) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('x' || lpad(encode(bytes, 'hex'), 16, '0'))::bit(64)::bigint;

-- How many rows a packed table has.
CREATE FUNCTION admiral.cell_rows(cells bytea) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN admiral.number(substring(cells FROM 3 FOR 4))::integer;

-- One figure of a packed table; column and row count from 0.
CREATE FUNCTION admiral.cell(cells bytea, col integer, row_number integer) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN admiral.number(substring(
    cells
    FROM 1 + admiral.number(substring(cells FROM 8 + 5 * col FOR 4))::integer
         + row_number * get_byte(cells, 6 + 5 * col)
    FOR get_byte(cells, 6 + 5 * col)));

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
    last_resident      bigint)
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
           admiral.cell(cells, 7, i) - admiral.cell(cells, 13, i)
    FROM (SELECT packed || ''::bytea AS cells OFFSET 0) AS plain
    CROSS JOIN generate_series(0, admiral.cell_rows(packed) - 1) AS i
$$;

-- The process groups of one live row, as rows.
CREATE FUNCTION admiral.live_rows(packed bytea)
RETURNS TABLE (
    name_key       integer,
    behind_ms      bigint,
    num_procs      integer,
    cpu_micros     bigint,
    resident_bytes bigint,
    cpu_percent    double precision)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 150 AS $$
    SELECT admiral.cell(cells, 0, i)::integer,
           admiral.cell(cells, 1, i),
           admiral.cell(cells, 2, i)::integer,
           admiral.cell(cells, 3, i),
           admiral.cell(cells, 4, i),
           (nullif(admiral.cell(cells, 5, i), 0) - 1) / 1e3::double precision
    FROM (SELECT packed || ''::bytea AS cells OFFSET 0) AS plain
    CROSS JOIN generate_series(0, admiral.cell_rows(packed) - 1) AS i
$$;

-- The rows that together hold exactly the minutes inside (from_at, to_at], each minute once.
-- from_at and to_at lie on the server's minute grid; to_at may be infinity. A closed bucket is taken
-- where it lies inside and its parent does not; only the two edges of a tier can hold such buckets.
-- An open bucket holds its closed children only, so it is taken wherever it lies inside.
CREATE FUNCTION admiral.process_pieces(key integer, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (
    server_key     integer,
    tier_minutes   smallint,
    bucket_start   timestamptz,
    scrapes        integer,
    covered_ms     integer,
    last_scrape_at timestamptz,
    cells          bytea)
LANGUAGE sql STABLE ROWS 20 AS $$
    SELECT open.*
    FROM admiral.process_open open
    WHERE open.server_key = key
      AND open.bucket_start >= from_at
      AND open.bucket_start + open.tier_minutes * interval '1 minute' <= to_at
    UNION ALL
    SELECT bucket.*
    FROM admiral.servers server
    CROSS JOIN (VALUES
        (1::smallint, interval '10 minutes'),
        (10::smallint, interval '1 hour'),
        (60::smallint, interval '6 hours'),
        (360::smallint, interval '24 hours'),
        (1440::smallint, interval '100 years')
    ) AS tier (minutes, parent)
    CROSS JOIN LATERAL (VALUES
        (from_at, from_at + tier.parent),
        (greatest(from_at + tier.parent, to_at - tier.parent), to_at)
    ) AS edge (first, past)
    CROSS JOIN LATERAL (
        SELECT b.*
        FROM admiral.process_buckets b
        WHERE b.server_key = key
          AND b.tier_minutes = tier.minutes
          AND b.bucket_start >= edge.first
          AND b.bucket_start < edge.past
    ) AS bucket
    CROSS JOIN LATERAL (
        SELECT date_bin(
            tier.parent, bucket.bucket_start,
            timestamptz '1970-01-01 00:00Z' + server.grid_offset_ms * interval '1 millisecond'
        ) AS parent_start
    ) AS above
    WHERE server.server_key = key
      AND bucket.bucket_start + tier.minutes * interval '1 minute' <= to_at
      AND (tier.minutes = 1440
           OR above.parent_start < from_at
           OR above.parent_start + tier.parent > to_at)
$$;

-- Per process group: what the samples and intervals of (from_at, to_at] add up to.
CREATE FUNCTION admiral.process_window(key integer, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (
    name_key            integer,
    cpu_seconds         double precision,
    cpu_covered_seconds double precision,
    samples             bigint,
    resident_bytes_sum  numeric,
    resident_bytes_max  bigint,
    last_seen           timestamptz,
    last_num_procs      integer,
    last_cpu_percent    double precision,
    last_resident_bytes bigint)
LANGUAGE sql STABLE ROWS 150 AS $$
    SELECT part.name_key,
           sum(part.cpu_micros)::double precision / 1e6,
           sum(part.cpu_covered_ms)::double precision / 1e3,
           sum(part.samples)::bigint,
           sum(part.resident_sum),
           max(part.resident_max),
           max(part.last_seen),
           (array_agg(part.last_num_procs ORDER BY part.last_seen DESC))[1],
           (array_agg(part.last_cpu_percent ORDER BY part.last_seen DESC))[1],
           (array_agg(part.last_resident ORDER BY part.last_seen DESC))[1]
    FROM (
        SELECT process.*, piece.bucket_start + process.last_ms * interval '1 millisecond' AS last_seen
        FROM admiral.process_pieces(key, from_at, to_at) AS piece
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
       100 * total.cpu_seconds / nullif(total.cpu_covered_seconds, 0) AS avg_cpu_percent,
       (total.resident_bytes_sum / total.samples)::double precision AS avg_memory_bytes,
       total.resident_bytes_max AS peak_memory_bytes,
       total.cpu_covered_seconds AS covered_seconds,
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
