-- What became of the process groups of a server from one scrape to the next: a row for each scrape in which something
-- did, kept as long as scrapes are. Arrays run in parallel; the README says what the kinds are, and their numbers.
CREATE TABLE admiral.process_changes (
    server_key integer NOT NULL,
    scraped_at timestamptz NOT NULL,
    since      timestamptz NOT NULL,
    name_keys  integer[] NOT NULL,
    kinds      integer[] NOT NULL,
    before     bigint[] NOT NULL,
    after      bigint[] NOT NULL,
    omitted    integer NOT NULL,
    PRIMARY KEY (server_key, scraped_at)
) PARTITION BY RANGE (scraped_at);

-- How often the kernel killed a process because memory was out, since boot.
ALTER TABLE admiral.host_snapshots ADD COLUMN oom_kills_total bigint;
ALTER TABLE admiral.host_live ADD COLUMN oom_kills_total bigint;
ALTER TABLE IF EXISTS admiral_rebuild.host_snapshots ADD COLUMN IF NOT EXISTS oom_kills_total bigint;
ALTER TABLE IF EXISTS admiral_rebuild.host_live ADD COLUMN IF NOT EXISTS oom_kills_total bigint;

-- A rebuild that is under way was begun without it.
DO $$
BEGIN
    IF to_regclass('admiral_rebuild.process_live') IS NOT NULL THEN
        PERFORM admiral.begin_rebuild('process_changes');
    END IF;
END $$;
