-- Closed buckets are kept for as long as their length is worth: a table for each of four retentions, with partitions
-- as long as fit them. And longer buckets, of 3, 12 and 48 days, so that a year is a few rows, too.
-- CoarserBuckets fills them from the buckets of before, as the migration after this one.

-- Partitions of any length, from their first day to the day past them; else as in V2.
CREATE FUNCTION admiral.ensure_partition(parent regclass, day date, past date) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    parent_schema text;
    partition     text;
BEGIN
    SELECT n.nspname, c.relname || to_char(day, '_YYYYMMDD') INTO parent_schema, partition
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = parent;

    PERFORM pg_advisory_xact_lock(hashtextextended(parent_schema || '.' || partition, 0));
    IF to_regclass(format('%I.%I', parent_schema, partition)) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format('CREATE TABLE %I.%I (LIKE %s INCLUDING ALL)', parent_schema, partition, parent);
    EXECUTE format(
        'ALTER TABLE %s ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
        parent, parent_schema, partition,
        day::timestamp AT TIME ZONE 'UTC', past::timestamp AT TIME ZONE 'UTC');
END $$;

CREATE OR REPLACE FUNCTION admiral.ensure_partition(parent regclass, day date) RETURNS void
LANGUAGE sql AS $$ SELECT admiral.ensure_partition(parent, day, day + 1) $$;

-- With the day past each, as its bound says it.
CREATE OR REPLACE VIEW admiral.partitions AS
SELECT i.inhparent::regclass AS parent,
       c.oid::regclass AS partition,
       to_date(right(c.relname, 8), 'YYYYMMDD') AS day,
       (substring(pg_get_expr(c.relpartbound, c.oid) FROM 'TO \(''([^'']+)''\)')::timestamptz
           AT TIME ZONE 'UTC')::date AS past
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid
JOIN pg_class p ON p.oid = i.inhparent
WHERE p.relkind = 'p' AND c.relkind = 'r' AND c.relname ~ '_[0-9]{8}$';

-- The table of before holds the minutes from now on. Its longer buckets are copied, and go with their days.
DO $$
DECLARE
    place text;
    each  record;
BEGIN
    FOREACH place IN ARRAY ARRAY['admiral', 'admiral_rebuild'] LOOP
        IF to_regclass(place || '.process_buckets') IS NULL THEN
            CONTINUE;
        END IF;
        FOR each IN
            SELECT inhrelid::regclass AS moved, replace(relname, 'process_buckets', 'process_minutes') AS name
            FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
            WHERE inhparent = to_regclass(place || '.process_buckets')
        LOOP
            EXECUTE format('ALTER TABLE %s RENAME TO %I', each.moved, each.name);
        END LOOP;
        EXECUTE format('ALTER TABLE %I.process_buckets RENAME TO process_minutes', place);
        -- 48 days are more milliseconds, and more minutes, than fitted.
        EXECUTE format('ALTER TABLE %I.process_open ALTER COLUMN tier_minutes TYPE integer,'
                       ' ALTER COLUMN covered_ms TYPE bigint', place);
    END LOOP;
END $$;

CREATE TABLE admiral.process_tens (
    server_key     integer NOT NULL,
    tier_minutes   integer NOT NULL,
    bucket_start   timestamptz NOT NULL,
    scrapes        integer NOT NULL,
    covered_ms     bigint NOT NULL,
    last_scrape_at timestamptz NOT NULL,
    cells          bytea NOT NULL,
    PRIMARY KEY (server_key, tier_minutes, bucket_start)
) PARTITION BY RANGE (bucket_start);
ALTER TABLE admiral.process_tens ALTER COLUMN cells SET STORAGE MAIN;

CREATE TABLE admiral.process_hours (LIKE admiral.process_tens INCLUDING ALL) PARTITION BY RANGE (bucket_start);
CREATE TABLE admiral.process_days (LIKE admiral.process_tens INCLUDING ALL) PARTITION BY RANGE (bucket_start);

DO $$
BEGIN
    IF to_regclass('admiral_rebuild.process_live') IS NOT NULL THEN
        PERFORM admiral.begin_rebuild(name) FROM unnest(ARRAY['process_tens', 'process_hours', 'process_days']) name;
    END IF;
END $$;

-- All closed buckets.
CREATE VIEW admiral.process_buckets AS
SELECT server_key, tier_minutes::integer, bucket_start, scrapes, covered_ms::bigint, last_scrape_at, cells
FROM admiral.process_minutes WHERE tier_minutes = 1
UNION ALL SELECT * FROM admiral.process_tens
UNION ALL SELECT * FROM admiral.process_hours
UNION ALL SELECT * FROM admiral.process_days;

-- Before when closed buckets have been dropped, by table. Never goes back; 1970 where none have.
ALTER TABLE admiral.retention
    ADD COLUMN minutes_since timestamptz NOT NULL DEFAULT timestamptz '1970-01-01 00:00Z',
    ADD COLUMN tens_since    timestamptz NOT NULL DEFAULT timestamptz '1970-01-01 00:00Z',
    ADD COLUMN hours_since   timestamptz NOT NULL DEFAULT timestamptz '1970-01-01 00:00Z',
    ADD COLUMN days_since    timestamptz NOT NULL DEFAULT timestamptz '1970-01-01 00:00Z';

-- The rows that together hold exactly the minutes inside (from_at, to_at], each minute once, where buckets of
-- the length that an edge asks for are kept around it. As in V5, with the buckets of all tables.
DROP FUNCTION admiral.process_pieces(integer, timestamptz, timestamptz);
CREATE FUNCTION admiral.process_pieces(key integer, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (
    server_key     integer,
    tier_minutes   integer,
    bucket_start   timestamptz,
    scrapes        integer,
    covered_ms     bigint,
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
        (1, interval '10 minutes'),
        (10, interval '1 hour'),
        (60, interval '6 hours'),
        (360, interval '24 hours'),
        (1440, interval '72 hours'),
        (4320, interval '288 hours'),
        (17280, interval '1152 hours'),
        (69120, interval '876576 hours')
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
      AND (tier.minutes = 69120
           OR above.parent_start < from_at
           OR above.parent_start + tier.parent > to_at)
$$;
