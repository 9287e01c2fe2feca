-- Projection `processes`.

-- Raw: one row per scrape. The arrays run in parallel: element i of each belongs to the process group
-- name_keys[i]; name_keys ascends.
CREATE TABLE admiral.process_scrapes (
    server_key     integer NOT NULL,
    scraped_at     timestamptz NOT NULL,
    first_id       bigint NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    name_keys      integer[] NOT NULL,
    num_procs      integer[] NOT NULL,
    cpu_seconds    double precision[] NOT NULL,
    resident_bytes bigint[] NOT NULL,
    PRIMARY KEY (server_key, scraped_at)
) PARTITION BY RANGE (scraped_at);

-- The tree of time: closed buckets, written once, never changed. `cells` is the packed table
-- of process groups that README.md draws; STORAGE MAIN keeps it inside the row where it fits a page.
CREATE TABLE admiral.process_buckets (
    server_key     integer NOT NULL,
    tier_minutes   smallint NOT NULL,
    bucket_start   timestamptz NOT NULL,
    scrapes        integer NOT NULL,
    covered_ms     integer NOT NULL,
    last_scrape_at timestamptz NOT NULL,
    cells          bytea NOT NULL,
    PRIMARY KEY (server_key, tier_minutes, bucket_start)
) PARTITION BY RANGE (bucket_start);
ALTER TABLE admiral.process_buckets ALTER COLUMN cells SET STORAGE MAIN;

-- The buckets that are still open: at most one row per server and tier. Half of each page is left
-- free, so that an update finds room beside the old version and needs no index entry (HOT).
CREATE TABLE admiral.process_open (
    LIKE admiral.process_buckets INCLUDING STORAGE INCLUDING COMPRESSION,
    PRIMARY KEY (server_key, tier_minutes)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);

-- The last sample of every process group that is alive, or was within 5 minutes before as_of.
CREATE TABLE admiral.process_live (
    server_key  integer PRIMARY KEY,
    as_of       timestamptz NOT NULL,
    interval_ms integer,
    cells       bytea NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE admiral.process_live ALTER COLUMN cells SET STORAGE MAIN;
