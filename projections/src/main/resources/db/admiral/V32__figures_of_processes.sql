-- Optional figures of process groups, beside the packed table whose rows they belong to: in sparse tables, as the
-- README draws them. NULL where none is known, so what nobody sends takes no room. Apart from `cells`, so that who asks
-- for CPU or memory reads as little as before.
DO $$
DECLARE
    place text;
    name  text;
BEGIN
    FOREACH place IN ARRAY ARRAY['admiral', 'admiral_rebuild'] LOOP
        FOREACH name IN ARRAY ARRAY['process_live', 'process_open', 'process_minutes', 'process_tens',
                                    'process_hours', 'process_days'] LOOP
            EXECUTE format('ALTER TABLE IF EXISTS %I.%I ADD COLUMN IF NOT EXISTS figures bytea', place, name);
        END LOOP;
    END LOOP;
END $$;

-- As in V27, but for columns that are named: open buckets have one more now.
CREATE OR REPLACE FUNCTION admiral.process_pieces(key integer, from_at timestamptz, to_at timestamptz)
RETURNS TABLE (
    server_key     integer,
    tier_minutes   integer,
    bucket_start   timestamptz,
    scrapes        integer,
    covered_ms     bigint,
    last_scrape_at timestamptz,
    cells          bytea)
LANGUAGE sql STABLE ROWS 20 AS $$
    SELECT open.server_key, open.tier_minutes, open.bucket_start, open.scrapes, open.covered_ms,
           open.last_scrape_at, open.cells
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
